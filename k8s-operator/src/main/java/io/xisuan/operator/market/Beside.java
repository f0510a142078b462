package io.xisuan.operator.market;

import io.xisuan.billing.programme.Stacking;
import io.xisuan.billing.subsidy.GrantCase;
import io.xisuan.billing.subsidy.GrantLetter;
import io.xisuan.billing.subsidy.GrantReader;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Verdict;
import java.util.List;

/** How a grant goes with those that the same contract has already: what came first stays as it was. */
final class Beside {
    private Beside() {}

    /** Returns what a letter's contract was granted before. */
    static GrantCase.Before before(GrantLetter letter, List<GrantReader.Read> earlier) {
        GrantCase.Before before = GrantCase.Before.NOTHING;
        for (GrantReader.Read read : earlier) {
            if (read.terms().contract().equals(letter.contract()) && pays(read.terms())) {
                if (read.terms().grant().programme().equals(letter.programme())) {
                    return GrantCase.Before.THIS_PROGRAMME;
                }
                before = GrantCase.Before.OTHERS;
            }
        }
        return before;
    }

    /** Returns a grant as it is beside earlier ones: it pays nowhere when one of them allows no other subsidy. */
    static GrantReader.Read heeding(GrantReader.Read read, List<GrantReader.Read> earlier) {
        return earlier.stream()
                .map(GrantReader.Read::terms)
                .filter(first -> first.contract().equals(read.terms().contract())
                        && first.stacking().kind() == Stacking.Kind.NO_OTHER_SUBSIDY
                        && !first.grant()
                                .programme()
                                .equals(read.terms().grant().programme())
                        && pays(first))
                .findFirst()
                .map(first -> new GrantReader.Read(
                        read.terms()
                                .refused("%s pays for contract %s and allows no other subsidy"
                                        .formatted(first.grant().programme(), first.contract())),
                        read.balances()))
                .orElse(read);
    }

    private static boolean pays(GrantTerms terms) {
        return terms.verdicts().values().stream().anyMatch(Verdict.Covered.class::isInstance);
    }
}
