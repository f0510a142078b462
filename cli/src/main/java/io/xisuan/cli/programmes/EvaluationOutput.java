package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.Assumption;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.Step;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rounding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints how an evaluation ended. */
record EvaluationOutput(
        ProgrammeId programme, ProgrammeVersion version, Map<String, String> facts, OutputOption output) {

    /** An amount as JSON shows it: the figure as the programme writes it, in its unit. */
    record Amount(String amount, String unit) {}

    /** A rule that was applied, with its source and how good that is. */
    record Applied(String rule, String value, String source, String confidence) {
        static Applied of(Step step) {
            return new Applied(
                    step.rule(),
                    step.value(),
                    step.source().text(),
                    step.source().confidence().name());
        }
    }

    /** What one level of government bears. */
    record Part(String level, Money amount) {}

    /** A case that is paid; {@code fixed} where the amount hangs on no fee. */
    record Paid(
            String programme,
            String version,
            boolean eligible,
            Amount subsidy,
            String rate,
            Optional<Money> fixed,
            List<Part> parts,
            String settlement,
            Optional<String> payer,
            List<Applied> steps,
            Map<String, String> facts,
            List<Assumption> assumptions) {}

    /** A case that is not paid. */
    record NotPaid(String programme, String version, boolean eligible, String rule, String why, String source) {}

    void print(Evaluation.Eligible eligible) {
        Paid paid = paid(eligible);
        heading();
        output.print(paid, steps(paid.steps()));
        Table.Builder stated = Table.of(Column.name("fact", "fact"), Column.text("value", "value"));
        facts.forEach(stated::row);
        output.output().alsoForPeople("Facts of the case:", stated.build());
        if (!eligible.assumptions().isEmpty()) {
            Table.Builder assumed = Table.of(Column.name("fact", "fact"), Column.text("assumed", "assumed"));
            eligible.assumptions().forEach(each -> assumed.row(each.fact(), each.assumed()));
            output.output().alsoForPeople("Not given, so assumed:", assumed.build());
        }
        if (!paid.parts().isEmpty()) {
            Table.Builder parts = Table.of(Column.name("level", "level"), Column.number("amount", "pays"));
            paid.parts().forEach(part -> parts.row(part.level(), part.amount()));
            output.output().alsoForPeople("Borne by:", parts.build());
        }
        output.output().say("");
        output.output()
                .say("Subsidy: %s %s"
                        .formatted(paid.subsidy().amount(), paid.subsidy().unit()));
    }

    void print(Evaluation.NotEligible not) {
        NotPaid answer = new NotPaid(
                programme.value(),
                version.name(),
                false,
                not.rule(),
                not.why(),
                not.source().toString());
        heading();
        Table table = Table.of(
                        Column.name("rule", "rule"),
                        Column.text("why", "not eligible because"),
                        Column.text("source", "source"))
                .row(answer.rule(), answer.why(), answer.source())
                .build();
        output.print(answer, table);
    }

    private Paid paid(Evaluation.Eligible eligible) {
        Amount amount = eligible.subsidy()
                .map(subsidy -> new Amount(
                        subsidy.amount().toPlainString(), subsidy.unit().name()))
                .orElseThrow();
        List<Applied> steps = eligible.steps().stream().map(Applied::of).toList();
        return new Paid(
                programme.value(),
                version.name(),
                true,
                amount,
                eligible.terms()
                        .rate()
                        .value()
                        .round(6, Rounding.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString(),
                eligible.terms().fixed(),
                eligible.parts().stream()
                        .map(part -> new Part(part.level(), part.amount()))
                        .toList(),
                RuleText.of(eligible.terms().settlement()),
                eligible.terms().payer(),
                steps,
                facts,
                eligible.assumptions());
    }

    private void heading() {
        output.output().say("%s, version %s: %s".formatted(programme, version.name(), version.document()));
    }

    private static Table steps(List<Applied> steps) {
        Table.Builder table = Table.of(
                Column.name("rule", "rule"),
                Column.text("value", "value"),
                Column.text("source", "source"),
                Column.name("confidence", "confidence"));
        steps.forEach(step -> table.row(step.rule(), step.value(), step.source(), step.confidence()));
        return table.build();
    }
}
