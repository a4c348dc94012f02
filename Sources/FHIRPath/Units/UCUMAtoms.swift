// SPDX-License-Identifier: Apache-2.0

/// The atoms of UCUM that clinical data uses.
enum UCUMAtoms {
  struct Atom: Sendable {
    var unit: UCUM.Unit
    /// Whether prefixes go with it.
    var isMetric: Bool
  }

  static let prefixes: [(String, Double)] = [
    ("da", 10), ("Y", 1e24), ("Z", 1e21), ("E", 1e18), ("P", 1e15), ("T", 1e12), ("G", 1e9),
    ("M", 1e6), ("k", 1e3), ("h", 1e2), ("d", 1e-1), ("c", 1e-2), ("m", 1e-3), ("u", 1e-6),
    ("n", 1e-9), ("p", 1e-12), ("f", 1e-15), ("a", 1e-18), ("z", 1e-21), ("y", 1e-24),
    ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824),
  ]

  /// The base units, in the order of ``UCUM/Dimensions/powers``.
  private static let base = ["m", "s", "g", "rad", "K", "C", "cd"]

  /// Lines of a name, a star when prefixes go with it, a number, and the unit it is a multiple of.
  ///
  /// An exclamation mark stands for arbitrary units. A unit is defined above those that use it.
  private static let table = """
    10* 10 1
    10^ 10 1
    [pi] 3.1415926535897932 1
    % 1 10*-2
    [ppth] 1 10*-3
    [ppm] 1 10*-6
    [ppb] 1 10*-9
    [pptr] 1 10*-12
    mol* 6.0221367 10*23
    sr* 1 rad2
    Hz* 1 s-1
    N* 1 kg.m/s2
    Pa* 1 N/m2
    J* 1 N.m
    W* 1 J/s
    A* 1 C/s
    V* 1 J/C
    F* 1 C/V
    Ohm* 1 V/A
    S* 1 Ohm-1
    Wb* 1 V.s
    T* 1 Wb/m2
    H* 1 Wb/A
    lm* 1 cd.sr
    lx* 1 lm/m2
    Bq* 1 s-1
    Gy* 1 J/kg
    Sv* 1 J/kg
    deg 2 [pi].rad/360
    gon 0.9 deg
    ' 1 deg/60
    '' 1 '/60
    l* 1 dm3
    L* 1 l
    ar* 100 m2
    min 60 s
    h 60 min
    d 24 h
    a_t 365.24219 d
    a_j 365.25 d
    a_g 365.2425 d
    a 1 a_j
    wk 7 d
    mo_s 29.53059 d
    mo_j 1 a_j/12
    mo_g 1 a_g/12
    mo 1 mo_j
    t* 1 Mg
    bar* 100000 Pa
    u* 1.6605402 10*-24.g
    eV* 160217.733 aJ
    AU 149597.870691 Mm
    pc* 30.85678 Pm
    [c] 299792458 m/s
    [g] 9.80665 m/s2
    g% 1 g/dl
    gf* 1 g.[g]
    Ky* 1 cm-1
    Gal* 1 cm/s2
    dyn* 1 g.cm/s2
    erg* 1 dyn.cm
    P* 1 dyn.s/cm2
    St* 1 cm2/s
    Ci* 37000000000 Bq
    R* 0.000258 C/kg
    RAD* 100 erg/g
    REM* 1 RAD
    [in_i] 2.54 cm
    [ft_i] 12 [in_i]
    [yd_i] 3 [ft_i]
    [mi_i] 5280 [ft_i]
    [nmi_i] 1852 m
    [fth_i] 6 [ft_i]
    [kn_i] 1 [nmi_i]/h
    [sin_i] 1 [in_i]2
    [sft_i] 1 [ft_i]2
    [cin_i] 1 [in_i]3
    [cft_i] 1 [ft_i]3
    [mil_i] 0.001 [in_i]
    [hd_i] 4 [in_i]
    [gal_us] 231 [in_i]3
    [qt_us] 1 [gal_us]/4
    [pt_us] 1 [qt_us]/2
    [gil_us] 1 [pt_us]/4
    [foz_us] 1 [gil_us]/4
    [fdr_us] 1 [foz_us]/8
    [min_us] 1 [fdr_us]/60
    [tbs_us] 1 [foz_us]/2
    [tsp_us] 1 [tbs_us]/3
    [cup_us] 16 [tbs_us]
    [foz_m] 30 mL
    [cup_m] 240 mL
    [tsp_m] 5 mL
    [tbs_m] 15 mL
    [gal_br] 4.54609 l
    [pt_br] 1 [gal_br]/8
    [foz_br] 1 [gal_br]/160
    [gr] 64.79891 mg
    [lb_av] 7000 [gr]
    [oz_av] 1 [lb_av]/16
    [dr_av] 1 [oz_av]/16
    [ston_av] 2000 [lb_av]
    [stone_av] 14 [lb_av]
    [oz_tr] 480 [gr]
    [lb_tr] 12 [oz_tr]
    [oz_m] 28 g
    [lbf_av] 1 [lb_av].[g]
    [psi] 1 [lbf_av]/[sin_i]
    [degR] 1 K.5/9
    m[H2O]* 9.80665 kPa
    m[Hg]* 133.322 kPa
    [in_i'H2O] 1 m[H2O].[in_i]/m
    [in_i'Hg] 1 m[Hg].[in_i]/m
    atm 101325 Pa
    cal_th* 4.184 J
    cal_IT* 4.1868 J
    cal_m* 4.19002 J
    cal* 1 cal_th
    [Cal] 1 kcal_th
    [Btu_th] 1054.35 J
    [HP] 550 [ft_i].[lbf_av]/s
    [diop] 1 m-1
    [drp] 1 ml/20
    [Ch] 1 mm/3
    eq* 1 mol
    osm* 1 mol
    kat* 1 mol/s
    U* 1 umol/min
    st* 1 m3
    Ao 0.1 nm
    b 100 fm2
    bit* 1 1
    By* 8 bit
    Bd* 1 s-1
    [HPF] 1 1
    [LPF] 100 1
    [car_m] 0.2 g
    [S]* 1 10*-13.s
    [hnsf'U] 1 1
    [MET] 3.5 mL/min/kg
    [iU]* !
    [IU]* 1 [iU]
    [arb'U]* !
    [USP'U]* !
    [GPL'U]* !
    [MPL'U]* !
    [APL'U]* !
    [beth'U]* !
    [anti'Xa'U]* !
    [todd'U]* !
    [dye'U]* !
    [smgy'U]* !
    [bdsk'U]* !
    [ka'U]* !
    [knk'U]* !
    [mclg'U]* !
    [tb'U]* !
    [CCID_50]* !
    [TCID_50]* !
    [EID_50]* !
    [PFU]* !
    [FFU]* !
    [CFU]* !
    [IR]* !
    [BAU]* !
    [AU]* !
    [Amb'a'1'U]* !
    [PNU]* !
    [Lf]* !
    [D'ag'U]* !
    [FEU]* !
    [ELU]* !
    [EU]* !
    """

  static let all: [String: Atom] = {
    var atoms: [String: Atom] = [:]
    for (index, name) in base.enumerated() {
      var dimensions = UCUM.Dimensions()
      dimensions.powers[index] = 1
      atoms[name] = Atom(unit: UCUM.Unit(factor: 1, dimensions: dimensions), isMetric: true)
    }
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      // The star of 10* is part of the name.
      let isMetric = words[0].hasSuffix("*") && words[0] != "10*"
      let name = isMetric ? String(words[0].dropLast()) : words[0]
      if words[1] == "!" {
        let dimensions = UCUM.Dimensions(arbitrary: [.init(name: name, power: 1)])
        atoms[name] = Atom(
          unit: UCUM.Unit(factor: 1, dimensions: dimensions),
          isMetric: isMetric
        )
      } else if let number = Double(words[1]), let unit = UCUMReader.read(words[2], atoms: atoms) {
        var unit = unit
        unit.factor *= number
        atoms[name] = Atom(unit: unit, isMetric: isMetric)
      }
    }
    if let kelvin = atoms["K"] {
      var celsius = kelvin
      celsius.unit.zero = 273.15
      atoms["Cel"] = celsius
      var fahrenheit = kelvin
      fahrenheit.unit.factor = 5.0 / 9
      fahrenheit.unit.zero = 273.15 - 32 * 5.0 / 9
      fahrenheit.isMetric = false
      atoms["[degF]"] = fahrenheit
    }
    return atoms
  }()

  /// Codes that are met often, read once.
  static let usual: [String: UCUM.Unit] = {
    var units: [String: UCUM.Unit] = [:]
    let codes = """
      1 % s min h d wk mo a g kg mg ug ng pg m cm mm km L mL dL uL mg/dL g/dL g/L mg/L ug/L ng/mL \
      mmol/L umol/L mol/L nmol/L pmol/L /min mm[Hg] kPa Cel [degF] [lb_av] [oz_av] [in_i] [ft_i] \
      kg/m2 U/L [iU]/L 10*3/uL 10*9/L 10*6/uL 10*12/L mL/min L/min meq/L mg/g ms us
      """
    for code in codes.split(separator: " ").map(String.init) {
      units[code] = UCUMReader.read(code)
    }
    return units
  }()
}
