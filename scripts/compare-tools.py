#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads sentences with a span each (a line of JSON: text, begin, end) and prints what another tool
says of the span: n for negated, h for historical. `tarn-train eval` runs it.

usage: compare-tools.py medspacy|negspacy < rows
"""

import json
import sys


def rows():
    return [json.loads(line) for line in sys.stdin]


def span(doc, row):
    if row["end"] <= row["begin"]:
        return None
    return doc.char_span(row["begin"], row["end"], alignment_mode="expand", label="CONDITION")


def medspacy():
    from loguru import logger

    logger.remove()
    import spacy
    from medspacy.context import ConText  # noqa: F401 registers the component

    nlp = spacy.blank("en")
    context = nlp.add_pipe("medspacy_context")

    def read(row):
        doc = nlp.make_doc(row["text"])
        for index, token in enumerate(doc):
            token.is_sent_start = index == 0
        found = span(doc, row)
        if found is None:
            return ""
        doc.ents = [found]
        entity = context(doc).ents[0]
        return ("n" if entity._.is_negated else "") + ("h" if entity._.is_historical else "")

    return read


def negspacy():
    import spacy
    from negspacy.negation import Negex  # noqa: F401 registers the component

    nlp = spacy.blank("en")
    negex = nlp.add_pipe("negex", config={"ent_types": ["CONDITION"]})

    def read(row):
        doc = nlp.make_doc(row["text"])
        for index, token in enumerate(doc):
            token.is_sent_start = index == 0
        found = span(doc, row)
        if found is None:
            return ""
        doc.ents = [found]
        return "n" if negex(doc).ents[0]._.negex else ""

    return read


read = {"medspacy": medspacy, "negspacy": negspacy}[sys.argv[1]]()
for row in rows():
    print(read(row))
