package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Stacking;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One case under several programmes: each is told what those before it pay; of a group only the best one pays. */
record SeveralProgrammes(CaseFacts facts, OutputOption output) {
    /**
     * What one programme gives: {@code paid}, {@code no}, {@code unknown} or {@code other-of-group}.
     *
     * @param why the rule that stands against it, and why
     */
    record Share(String programme, String version, String outcome, Money amount, Optional<String> group, String why) {
        Share beaten(String winner) {
            return new Share(
                    programme, version, "other-of-group", Money.ZERO, group, winner + " of the group pays more");
        }
    }

    /** The whole answer as JSON shows it. */
    record Shares(List<Share> programmes, Money total) {}

    int evaluate(List<Programme> programmes) {
        List<Share> shares = new ArrayList<>();
        for (Programme programme : programmes) {
            add(share(programme, shares), shares);
        }
        Money total = sum(shares, Optional.empty());
        Table.Builder table = Table.of(
                Column.name("programme", "programme"),
                Column.name("version", "version"),
                Column.name("outcome", "outcome"),
                Column.number("amount", "subsidy"),
                Column.text("why", "why"));
        shares.forEach(
                share -> table.row(share.programme(), share.version(), share.outcome(), share.amount(), share.why()));
        table.total("together", "", "", total, "");
        output.print(new Shares(shares, total), table.build());
        return (total.isPositive() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private Share share(Programme programme, List<Share> before) {
        ProgrammeVersion version = programme.versionFor(facts);
        Optional<String> group = version.purchase().stacking().known().flatMap(Stacking::group);
        Money others = facts.get(Fact.OTHER_AMOUNT).orElse(Money.ZERO).plus(sum(before, group));
        CaseFacts told = others.isPositive() ? facts.with(Fact.OTHER_AMOUNT, others) : facts;
        return switch (ProgrammeEvaluation.evaluate(version, told)) {
            case Evaluation.Eligible eligible -> {
                Money amount = eligible.subsidy()
                        .orElseThrow(() -> EvaluateCommand.amountMissing(
                                programme,
                                eligible.terms().base(),
                                eligible.terms().vat()))
                        .money();
                String why = others.isPositive() ? "others pay " + others.formatted() : "";
                yield new Share(programme.id().value(), version.name(), "paid", amount, group, why);
            }
            case Evaluation.NotEligible no -> open(programme, version, "no", no.rule() + ": " + no.why());
            case Evaluation.Refused refused ->
                open(programme, version, "unknown", refused.field() + ": " + refused.missing());
        };
    }

    private static Share open(Programme programme, ProgrammeVersion version, String outcome, String why) {
        return new Share(programme.id().value(), version.name(), outcome, Money.ZERO, Optional.empty(), why);
    }

    /** Adds a share; of two of a group the smaller one is not paid. */
    private static void add(Share share, List<Share> shares) {
        for (int i = 0; i < shares.size(); i++) {
            Share other = shares.get(i);
            if (share.group().isPresent()
                    && other.group().equals(share.group())
                    && other.outcome().equals("paid")) {
                boolean better = share.amount().compareTo(other.amount()) > 0;
                shares.set(i, better ? other.beaten(share.programme()) : other);
                shares.add(better ? share : share.beaten(other.programme()));
                return;
            }
        }
        shares.add(share);
    }

    /** Returns what the programmes pay that are not of the group. */
    private static Money sum(List<Share> shares, Optional<String> group) {
        return shares.stream()
                .filter(share -> group.isEmpty() || !share.group().equals(group))
                .map(Share::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
