package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.payment.Amounts;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code claim pay}: records what a level of government paid, or what was repaid to it. */
@Command(
        name = "pay",
        description = "Records what a level of government paid; with --repay what was paid back to it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan claim pay CL-000012 --amount 1200.00 --level city --reference bank-991 --by li"
        })
public final class PayCommand extends StepCommand {
    @Option(
            names = "--line",
            paramLabel = "LINE",
            description = "Which line of a bank statement it is: see payment unmatched.")
    private Optional<String> line = Optional.empty();

    @Option(names = "--amount", paramLabel = "CNY", description = "How much, in yuan (with --line: what that says).")
    private Optional<String> amount = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "NAME",
            description = "Which level of government pays (default: the only one).")
    private Optional<String> level = Optional.empty();

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "The bank's reference; recorded once (with --line: what that says).")
    private Optional<String> reference = Optional.empty();

    @Option(names = "--day", paramLabel = "DATE", description = "The day it happened (default: today).")
    private Optional<String> day = Optional.empty();

    @Option(names = "--repay", description = "It is repaid to the authority after a clawback.")
    private boolean repay;

    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        LocalDate on = Amounts.day(Optional.of(ClaimOptions.day(day, nowMillis)), nowMillis);
        return repay ? new ClaimStep.Repay(money(), on, reference()) : pay(store, claim, on);
    }

    private ClaimStep pay(Store store, Claim claim, LocalDate on) {
        if (line.isEmpty()) {
            return new ClaimStep.Pay(level(claim), money(), on, reference());
        }
        BankLine found = new PaymentBook(store).waiting(Amounts.number("B-", line.get()));
        return new ClaimStep.Pay(
                level(claim),
                amount.isEmpty() ? found.amount() : money(),
                on,
                reference.orElse(found.reference()),
                found.id());
    }

    private Money money() {
        return ClaimOptions.money("--amount", amount.orElseThrow(() -> missing("--amount CNY")));
    }

    private String reference() {
        return reference.orElseThrow(() -> missing("--reference TEXT"));
    }

    private InputException missing(String option) {
        return InputException.of("claim pay: %s is missing; a line of a bank statement (--line) alone says it itself%s"
                .formatted(option, repay ? ", and --repay is none" : ""));
    }

    private String level(Claim claim) {
        if (level.isEmpty() && claim.claimedByLevel().size() > 1) {
            throw InputException.of("--level: %s is borne by %s, so say which one pays"
                    .formatted(claim.name(), claim.claimedByLevel().keySet()));
        }
        return level.orElseGet(() -> claim.claimedByLevel().firstKey());
    }
}
