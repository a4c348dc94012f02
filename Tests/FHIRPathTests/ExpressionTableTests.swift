// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import Testing

/// A table of expressions and what they give; an empty text is the empty collection.
@Suite struct ExpressionTableTests {
  @Test(
    arguments: [
      ("2 + 3 * 4 - 1", "13"), ("-(2 + 3)", "-5"), ("7 div 2", "3"), ("-7 div 2", "-3"),
      ("-7 mod 2", "-1"), ("7 / 2", "3.5"), ("1 / 3 * 3 = 1", "false"), ("1 / 0", ""),
      ("0.1 + 0.2 = 0.3", "true"), ("1.50", "1.50"), ("1.50 + 1", "2.50"), ("'a' & {} & 'b'", "ab"),
      ("'a' + {}", ""), ("2 > 1 and 1 > 2", "false"), ("1 < 2 = true", "true"),
      ("9223372036854775807 + 1", ""), ("true or {} and false", "true"),
      ("false implies {}", "true"), ("{} implies true", "true"), ("{} and false", "false"),
      ("true xor {}", ""), ("(1 | 2 | 2).count()", "2"), ("1 in (1 | 2)", "true"),
      ("{} in (1 | 2)", ""), ("(1 | 2) contains 3", "false"), ("1 is Integer", "true"),
      ("1 is System.Decimal", "false"), ("'x' is String", "true"),
      ("(1 | 2.0 | 'x').ofType(Integer)", "1"), ("1.5 'mg' is Quantity", "true"),
      // A comment and a line end stand for a space.
      ("1 + // one\n 1 /* two */ + 1", "3"),
    ]
  )
  func operators(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("@2024-02-29 + 1 year", "2025-02-28"), ("@2024-01-31 + 1 month", "2024-02-29"),
      ("@2024-03-01 - 1 day", "2024-02-29"), ("@2024-03 + 40 days", "2024-04"),
      ("@2024 + 23 months", "2025"), ("@T23:30 + 1 hour", "00:30"),
      ("@2024-01-01T00:00:00Z - 1 second", "2023-12-31T23:59:59Z"),
      ("@2024-01-01T10:00:00.000 + 1.5 seconds", "2024-01-01T10:00:01.500"),
      ("@2024-01-01T23+02:00 + 2 hours", "2024-01-02T01+02:00"),
      ("@2024 = @2024-01", ""), ("@2024 = @2025-01", "false"), ("@2024-01 < @2024-02-01", "true"),
      ("@2024-01 < @2024-01-01", ""), ("@2024-01-01T10:00Z = @2024-01-01T12:00+02:00", "true"),
      ("@2024-01-01T10:00Z < @2024-01-03T10:00", "true"),
      ("@2024-01-01T10:00Z < @2024-01-01T12:00", ""),
      ("@T10:00 < @T10:01", "true"), ("@2024 ~ @2024-01", "false"),
      ("@2024-01-01T10:00:00 = @2024-01-01T10:00:00.000", "true"),
      ("now()", "2026-03-01T12:30:00.250+01:00"), ("today()", "2026-03-01"),
      ("timeOfDay()", "12:30:00.250"), ("@2024-02.lowBoundary()", "2024-02-01"),
      ("@2024-02.highBoundary()", "2024-02-29"), ("1.5.lowBoundary(1)", "1.4"),
      ("@2024-02-29.yearOf()", "2024"), ("@2024-02.dayOf()", ""),
      ("@2024-01-01T10:00Z.dateOf()", "2024-01-01"), ("@2024-02.precision()", "6"),
    ]
  )
  func datesAndTimes(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("1 'kg' = 1000 'g'", "true"), ("1 'kg' = 1 'm'", "false"), ("1 'kg' > 1 'm'", ""),
      ("120 'mm[Hg]' > 15 'kPa'", "true"), ("37 'Cel' = 98.6 '[degF]'", "true"),
      ("1 '[lb_av]' < 0.5 'kg'", "true"), ("5.4 'mmol/L' = 5400 'umol/L'", "true"),
      ("1 'm' + 20 'cm'", "120 'cm'"), ("2 'm' * 3 'm'", "6 'm.m'"),
      ("6 'm2' / 2 'm' = 3 'm'", "true"),
      ("10 'mg' / 2", "5 'mg'"), ("10 'mg' / 5 'mg'", "2 '1'"), ("1 week = 7 days", "true"),
      ("1 year = 12 months", "true"), ("1 year = 1 'a'", ""), ("1 year ~ 1 'a'", "true"),
      ("1 'd' = 24 hours", "true"), ("50 '%' = 0.5", "true"), ("5 '10*3/uL' = 5 '10*9/L'", "true"),
      ("1 '{score}' = 1 '1'", "true"), ("(1 'g').toQuantity('mg')", "1000 'mg'"),
      ("'5 \\'mg\\''.toQuantity()", "5 'mg'"), ("(5 'mg').value", "5"), ("-(5 'mg')", "-5 'mg'"),
      ("1 '[iU]' = 1 'U'", "false"), ("1000 'm[iU]/L' = 1 '[iU]/L'", "true"),
    ]
  )
  func quantities(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("'abc'.substring(1)", "bc"), ("'abc'.substring(1, 1)", "b"), ("'abc'.indexOf('c')", "2"),
      ("'abab'.lastIndexOf('ab')", "2"), ("'abc'.upper()", "ABC"),
      ("'aXbX'.replace('X', '-')", "a-b-"),
      ("'a1b22'.replaceMatches('[0-9]+', '#')", "a#b#"),
      ("'2024-05'.replaceMatches('(\\\\d+)-(\\\\d+)', '$2/$1')", "05/2024"),
      ("'ABC'.matches('^[A-Z]+$')", "true"), ("'a\\nb'.matches('a.b')", "true"),
      ("'xaax'.matches('a{2}')", "true"), ("'xax'.matches('a{2,3}')", "false"),
      ("'color colour'.replaceMatches('colou?r', 'c')", "c c"),
      ("'foobar'.matches('foo(?=bar)')", "true"), ("'foobar'.matches('foo(?!bar)')", "false"),
      ("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX'.matches('^(a+)+$')", "false"),
      ("'abc'.matchesFull('b')", "false"), ("'a,b,,c'.split(',').count()", "4"),
      ("('a' | 'b').join('-')", "a-b"), ("' x '.trim()", "x"), ("'äö'.length()", "2"),
      ("'ab'.toChars()", "a, b"), ("'Jä'.encode('base64')", "SsOk"), ("'4a'.decode('hex')", "J"),
      ("'<a&b>'.escape('html')", "&lt;a&amp;b&gt;"), ("'\\u0041'", "A"), ("'it\\'s'", "it's"),
      ("'abc' < 'abd'", "true"), ("'A B' ~ 'a b'", "true"), ("'abc'.startsWith('ab')", "true"),
    ]
  )
  func strings(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("'1'.toInteger()", "1"), ("'1.0'.toInteger()", ""), ("true.toInteger()", "1"),
      ("'no'.toBoolean()", "false"), ("'maybe'.toBoolean()", ""), ("1.toDecimal()", "1"),
      ("'2024-05'.toDate()", "2024-05"), ("'2024-13'.toDate()", ""), ("'10:30'.toTime()", "10:30"),
      ("@2024-05-01.toDateTime()", "2024-05-01"), ("'x'.convertsToDecimal()", "false"),
      ("@2024.toString()", "2024"), ("1.5.round()", "2"), ("(-1.5).round()", "-2"),
      ("2.345.round(2)", "2.35"), ("(-1.2).floor()", "-2"), ("16.sqrt()", "4"),
      ("2.power(10)", "1024"),
      ("(-1).sqrt()", ""), ("8.log(2)", "3"), ("(-3).abs()", "3"), ("(1 | 2 | 3).sum()", "6"),
      ("(3 | 1 | 2).min()", "1"), ("(1 | 2).avg()", "1.5"), ("(3 | 1 | 2).sort()", "1, 2, 3"),
      ("(1 | 2 | 3).aggregate($this + $total, 0)", "6"), ("iif(1 > 2, 'a', 'b')", "b"),
      ("(1 | 2 | 3).where($this > 1).select($this * $index)", "0, 3"),
      ("coalesce({}, 2, 3)", "2"), ("(1 | 2 | 3).tail()", "2, 3"), ("(1 | 2 | 3).take(2)", "1, 2"),
      ("(1 | 2).subsetOf(1 | 2 | 3)", "true"), ("(1 | 2 | 3).exclude(2)", "1, 3"),
      ("1.combine(1).isDistinct()", "false"), ("(1 | 2).intersect(2 | 3)", "2"),
      ("(true | false).anyTrue()", "true"), ("{}.allTrue()", "true"),
      ("defineVariable('x', 5).select(%x + 1)", "6"), ("1.type().name", "Integer"),
    ]
  )
  func functions(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("Patient.name.family", "Chalmers, Windsor"), ("name[1].given", "Jim"),
      ("Observation.id", ""),
      ("DomainResource.id", "p1"), ("name.where(use = 'official').given.first()", "Peter"),
      ("name.given.count()", "5"), ("name.given.where(hasValue()).count()", "4"),
      ("name.given.last().extension('http://a.test/why').value", "masked"),
      ("name.given.distinct().count()", "4"), ("name[2].period.end", "2002"),
      ("birthDate.extension('http://a.test/time').value", "1974-12-25T14:35:45-05:00"),
      ("birthDate.id", "b"), ("birthDate.hasValue()", "true"), ("deceased.exists()", "true"),
      ("deceased.hasValue()", "false"), ("deceased is boolean", "true"),
      ("deceased and true", ""), ("multipleBirth is integer", "true"),
      ("multipleBirthInteger", ""), ("multipleBirth + 1", "3"), ("active.not()", "false"),
      ("birthDate < today()", "true"), ("birthDate.is(date)", "true"),
      ("gender.is(string)", "true"),
      ("gender as code", "male"), ("gender.ofType(string)", ""),
      ("gender.type().namespace", "FHIR"),
      ("contained.ofType(Practitioner).id", "gp"), ("contained.resourceType", "Practitioner"),
      ("generalPractitioner.resolve().id", "gp"), ("%resource.id", "p1"), ("%context.id", "p1"),
      ("%`ext-patient-birthTime`", "http://hl7.org/fhir/StructureDefinition/patient-birthTime"),
      ("extension.value is Age", "true"), ("extension.value is Quantity", "true"),
      ("extension.value = 30 years", "true"), ("today() - extension.value", "1996-03-01"),
      ("children().ofType(HumanName).count()", "3"),
      ("descendants().where($this is code).count()", "7"),
      ("name.sort(-family).given.first()", "Jim"), ("name.exists(family = 'Windsor')", "true"),
      ("name.all(given.exists())", "true"), ("name = name", "true"), ("name[0] = name[1]", "false"),
      ("name[0] ~ name[0]", "true"), ("name.repeat(given).count()", "4"),
      ("conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')", "true"),
      ("name.select(given.first() & ' ' & family)", "Peter Chalmers, Jim , Peter Windsor"),
      ("name.given contains 'Jim'", "true"), ("`name`.`family`.first()", "Chalmers"),
    ]
  )
  func patient(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression) == expected)
  }

  @Test(
    arguments: [
      ("value > 160 '[lb_av]'", "false"), ("value > 159 '[lb_av]'", "true"),
      ("value.value", "72.50"), ("(value as Quantity).code", "kg"), ("value.as(string)", ""),
      ("value.ofType(Quantity).unit", "kilogram"),
      (
        "component.value",
        #"1, x, {"value":5,"comparator":"<","system":"http://unitsofmeasure.org","code":"g"}"#
      ),
      ("component.value.ofType(integer)", "1"),
      ("component.where(code.text = 'c').value < 6 'g'", ""),
      ("effective.toString()", "2024-02-29T10:30:00+01:00"),
      ("effective.lowBoundary() = effective", "true"),
      ("code.coding.where(system = %loinc).code", "29463-7"),
      ("code.coding.exists(system = %sct and code = '27113001')", "true"),
      ("subject.resolve()", ""),
      ("subject.reference.replace('Patient/', '')", "p1"),
      ("code.coding.first().type().name", "Coding"),
      ("component.first().type().name", "BackboneElement"),
    ]
  )
  func observation(expression: String, expected: String) throws {
    #expect(try Sample.texts(expression, on: Sample.observation) == expected)
  }
}
