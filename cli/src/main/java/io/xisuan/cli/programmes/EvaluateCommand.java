package io.xisuan.cli.programmes;

import io.xisuan.billing.programme.BaseKind;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code programmes evaluate ID}: what a programme gives in one case, step by step. */
@Command(
        name = "evaluate",
        description = {
            "Evaluates one case step by step; refuses when a rule that matters is unknown.",
            "Several programmes are evaluated in the order given: each is told what those before it pay."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan programmes evaluate nanning-2025 --settled 200000 --contract 2025-01-01..2026-12-31"
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Definitions definitions = new Definitions();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The programme, or several in the order of payment.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--fee", paramLabel = "CNY", description = "The fee of the whole contract, yuan with VAT.")
    private Optional<String> fee = Optional.empty();

    @Option(names = "--grant", paramLabel = "CNY", description = "What is left of a granted voucher, yuan.")
    private Optional<String> grant = Optional.empty();

    @Option(
            names = "--buyer-kind",
            paramLabel = "KIND",
            description = "What the buyer is: enterprise, institute, university or person.")
    private Optional<String> buyerKind = Optional.empty();

    @Option(names = "--settled", paramLabel = "CNY", description = "Fees settled (or used), yuan with VAT.")
    private Optional<String> settled = Optional.empty();

    @Option(names = "--contract", paramLabel = "FROM..TO", description = "First and last day of the contract.")
    private Optional<String> contract = Optional.empty();

    @Option(names = "--on", paramLabel = "DATE", description = "The day of use.")
    private Optional<String> on = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "FACT=VALUE",
            description = "Another fact of the case, as contractFee=70000 or grantRate=0.50; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Override
    public Integer call() {
        Map<String, String> given = given();
        CaseFacts facts = facts(given);
        List<Programme> programmes = definitions.find(ids);
        return programmes.size() == 1
                ? one(programmes.getFirst(), given, facts)
                : new SeveralProgrammes(facts, output).evaluate(programmes);
    }

    private int one(Programme programme, Map<String, String> given, CaseFacts facts) {
        ProgrammeVersion version = programme.versionFor(facts);
        EvaluationOutput printed = new EvaluationOutput(programme.id(), version, given, output);
        return switch (ProgrammeEvaluation.evaluate(version, facts)) {
            case Evaluation.Eligible eligible -> {
                if (eligible.subsidy().isEmpty()) {
                    throw amountMissing(
                            programme, eligible.terms().base(), eligible.terms().vat());
                }
                printed.print(eligible);
                yield ExitCode.DONE.code();
            }
            case Evaluation.NotEligible not -> {
                printed.print(not);
                yield ExitCode.ANSWER_IS_NO.code();
            }
            case Evaluation.Refused refused -> throw refusal(programme, version, refused);
        };
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        fee.ifPresent(text -> given.put(Fact.CONTRACT_FEE.key(), text));
        grant.ifPresent(text -> given.put(Fact.GRANT_AMOUNT.key(), text));
        buyerKind.ifPresent(text -> given.put(Fact.PARTY_KIND.key(), text));
        settled.ifPresent(text -> given.put(Fact.SETTLED.key(), text));
        contract.ifPresent(text -> given.put(Fact.CONTRACT.key(), text));
        on.ifPresent(text -> given.put(Fact.ON.key(), text));
        set.forEach(pair -> set(given, pair));
        return given;
    }

    /** Adds a fact; one that was given before with another value contradicts it. */
    private static void set(Map<String, String> given, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw InputException.of("--set %s: write it as FACT=VALUE".formatted(pair));
        }
        String fact = pair.substring(0, equals);
        String value = pair.substring(equals + 1);
        String before = given.putIfAbsent(fact, value);
        if (before != null && !before.equals(value)) {
            throw InputException.of("%s is given twice, as %s and as %s".formatted(fact, before, value));
        }
    }

    private static CaseFacts facts(Map<String, String> given) {
        CaseFacts facts = CaseFacts.EMPTY;
        for (Map.Entry<String, String> entry : given.entrySet()) {
            Fact<?> fact = Fact.byKey(entry.getKey())
                    .orElseThrow(() -> InputException.of("--set %s: no such fact; known are %s"
                            .formatted(
                                    entry.getKey(),
                                    Fact.ALL.stream().map(Fact::key).collect(Collectors.joining(", ")))));
            try {
                facts = facts.withText(fact, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw InputException.of("%s: %s".formatted(fact.key(), e.getMessage()));
            }
        }
        return facts;
    }

    static InputException amountMissing(Programme programme, BaseKind base, VatBasis vat) {
        String option = switch (vat) {
            case WITHOUT_VAT -> "--set withoutVat=CNY";
            case WITH_VAT ->
                switch (base) {
                    case CONTRACT_FEE -> "--fee CNY";
                    case SETTLED_FEE, USAGE_FEE -> "--settled CNY";
                    case APPROVED_AMOUNT -> "--set approved=CNY";
                    case NO_FEE -> throw new IllegalStateException("a fixed amount needs no fee");
                };
        };
        return InputException.of(
                "%s is paid on the %s: give it with %s".formatted(programme.id(), RuleText.of(base), option));
    }

    private static InputException refusal(Programme programme, ProgrammeVersion version, Evaluation.Refused refused) {
        String what = version.fields().containsKey(refused.field()) ? "rule" : "fact";
        return InputException.of("%s, version %s, cannot be evaluated: the %s \"%s\" is unknown here: %s"
                .formatted(programme.id(), version.name(), what, refused.field(), refused.missing()));
    }
}
