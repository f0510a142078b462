package io.xisuan.cli;

import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoreUnreachableException;
import io.xisuan.cli.account.AccountCommand;
import io.xisuan.cli.agent.AgentCommand;
import io.xisuan.cli.approval.ApprovalCommand;
import io.xisuan.cli.claim.ClaimCommand;
import io.xisuan.cli.close.CloseCommand;
import io.xisuan.cli.contracts.ContractsCommand;
import io.xisuan.cli.contracts.SupplierCommand;
import io.xisuan.cli.credit.CreditCommand;
import io.xisuan.cli.demo.DemoCommand;
import io.xisuan.cli.dispute.DisputeCommand;
import io.xisuan.cli.invoice.InvoiceCommand;
import io.xisuan.cli.journal.JournalCommand;
import io.xisuan.cli.ledger.LedgerCommand;
import io.xisuan.cli.metrics.MetricsCommand;
import io.xisuan.cli.operator.OperatorCommand;
import io.xisuan.cli.payment.PaymentCommand;
import io.xisuan.cli.programmes.ProgrammesCommand;
import io.xisuan.cli.quote.QuoteCommand;
import io.xisuan.cli.report.ReportCommand;
import io.xisuan.cli.simulate.ForecastCommand;
import io.xisuan.cli.simulate.SimulateCommand;
import io.xisuan.cli.statement.StatementCommand;
import io.xisuan.cli.tariff.TariffCommand;
import io.xisuan.cli.usage.UsageCommand;
import io.xisuan.cli.voucher.VoucherCommand;
import io.xisuan.model.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the program xisuan: picks the command, and turns failures into one message and an exit code. */
@Command(
        name = "xisuan",
        description = "Places AI training jobs onto spare GPU capacity, meters them, bills them net of vouchers.",
        mixinStandardHelpOptions = true,
        version = "xisuan 0.1.0",
        subcommands = {
            AccountCommand.class,
            AgentCommand.class,
            ApprovalCommand.class,
            ClaimCommand.class,
            CloseCommand.class,
            ContractsCommand.class,
            CreditCommand.class,
            TariffCommand.class,
            UsageCommand.class,
            SupplierCommand.class,
            DemoCommand.class,
            DisputeCommand.class,
            ForecastCommand.class,
            InvoiceCommand.class,
            JournalCommand.class,
            LedgerCommand.class,
            MetricsCommand.class,
            OperatorCommand.class,
            ProgrammesCommand.class,
            PaymentCommand.class,
            ReportCommand.class,
            QuoteCommand.class,
            SimulateCommand.class,
            StatementCommand.class,
            VoucherCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs one command with the given outputs and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        // The agent runs on every node: the other commands' classes would cost it memory.
        boolean agent = arguments.length > 0 && arguments[0].equals(AgentCommand.NAME);
        CommandLine line = agent
                ? new CommandLine(new AgentCommand()).setCommandName("xisuan " + AgentCommand.NAME)
                : new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
        return line.execute(agent ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
    }

    private static int report(Exception failure, CommandLine command) {
        if (failure instanceof InputException) {
            command.getErr().println("xisuan: " + failure.getMessage());
            return ExitCode.BAD_INPUT.code();
        }
        if (failure instanceof RightsException) {
            command.getErr().println("xisuan: " + failure.getMessage());
            return ExitCode.REFUSED.code();
        }
        if (failure instanceof StoreUnreachableException) {
            command.getErr().println("xisuan: " + failure.getMessage());
            return ExitCode.UNREACHABLE.code();
        }
        if (failure instanceof StoreException) {
            command.getErr().println("xisuan: " + failure.getMessage());
            return ExitCode.ANSWER_IS_NO.code();
        }
        command.getErr().println("xisuan: a defect, please report it with the lines below");
        failure.printStackTrace(command.getErr());
        return ExitCode.DEFECT.code();
    }
}
