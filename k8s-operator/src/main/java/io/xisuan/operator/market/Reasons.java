package io.xisuan.operator.market;

import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why a job runs where it runs, or why it does not: in one short line, and in full. */
public final class Reasons {
    private Reasons() {}

    /** Returns the deciding reason alone, for a table. */
    public static String brief(Decision.Start start) {
        Money chosen = start.cost().ranking();
        return start.explanation().runnerUp().map(next -> beside(next, chosen)).orElse("only place with room");
    }

    /** Returns what the contract's programmes say of each place, the same words once. */
    public static String programmes(List<GrantTerms> grants, AcceleratorModel model) {
        List<String> texts = new ArrayList<>();
        for (GrantTerms terms : grants) {
            Map<String, Set<String>> sites = new TreeMap<>();
            terms.verdicts().forEach((item, verdict) -> {
                if (item.model() == model) {
                    sites.computeIfAbsent(words(verdict), first -> new TreeSet<>())
                            .add(item.site().value());
                }
            });
            sites.forEach((words, where) ->
                    texts.add("%s at %s: %s".formatted(terms.grant().programme(), String.join(", ", where), words)));
        }
        return String.join("; ", texts);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Covered covered -> "pays " + covered.why();
            case Verdict.NotCovered no -> "does not apply, " + no.why();
            case Verdict.Unknown unknown -> "not confirmed, " + unknown.missing();
        };
    }

    /** Returns the reason for every site that was not chosen. */
    public static String full(Decision.Start start) {
        Explanation explanation = start.explanation();
        String against = explanation.others().stream()
                .map(verdict -> verdict.site() + ": " + verdict.text())
                .collect(Collectors.joining("; "));
        String cost = "%s: payable now %s, gross %s"
                .formatted(
                        start.site(),
                        start.cost().payableNow().formatted(),
                        start.cost().gross().formatted());
        return against.isEmpty() ? cost : cost + "; " + against;
    }

    /** Returns the refusal in words; of a price or a budget that stands in the way, also what was said of the first site. */
    public static String brief(Refusal refusal, String text) {
        String words = refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String reason = (refusal.isNever() ? "never: " : "not now: ") + words;
        return refusal == Refusal.NOT_SOLD ? reason + ", " + text.split("; ", 2)[0] : reason;
    }

    private static String beside(Explanation.RunnerUp next, Money chosen) {
        Money more = next.cost().ranking().minus(chosen);
        return more.isZero()
                ? "least to pay, as at %s".formatted(next.site())
                : "least to pay; at %s %s more".formatted(next.site(), more.formatted());
    }
}
