package io.xisuan.operator.programmes.second;

import java.util.List;

/**
 * What an evaluator says of a case: its kind, the rule that it names, and the amount with its unit and its parts by level.
 *
 * @param what the rule of a "no" or of an unknown, the amount and unit of a "pays"
 */
record Answer(Kind kind, String what, List<String> parts) {
    enum Kind {
        PAYS,
        PAYS_WITHOUT_AMOUNT,
        NO,
        UNKNOWN
    }

    Answer {
        parts = List.copyOf(parts);
    }

    static Answer no(String rule) {
        return new Answer(Kind.NO, rule, List.of());
    }

    static Answer unknown(String rule) {
        return new Answer(Kind.UNKNOWN, rule, List.of());
    }
}
