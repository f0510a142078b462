package io.xisuan.cli.tariff;

import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Decimals;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.model.SiteId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code tariff price}: what a run would cost by the lists alone, each tier and component as a step. */
@Command(
        name = "price",
        description =
                "Prices a run by the lists alone, without vouchers: each day, tier and component as invoices would have it.",
        footer = {
            "",
            "Example:",
            "  xisuan tariff price --tariff deploy/samples/tariff --model nvidia-h800-80g --site east",
            "      --at 2026-03-02T10:00:00+08:00 --devices 64 --hours 240 --used 8000"
        },
        mixinStandardHelpOptions = true)
public final class PriceCommand implements Runnable {
    /** 2000-01-01 in Asia/Shanghai. */
    private static final long EARLIEST_MILLIS = 946_656_000_000L;

    private static final int MOST_DEVICES = 10_000;
    private static final Rational MOST_HOURS = Rational.of(8784, 1);

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private PriceLists lists = new PriceLists();

    @Option(names = "--model", paramLabel = "ID", required = true, description = "The accelerator model.")
    private String model = "";

    @Option(names = "--site", paramLabel = "ID", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "When it starts (default: now).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--devices", paramLabel = "N", defaultValue = "1", description = "How many devices (default: 1).")
    private int devices;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "1", description = "For how many hours (default: 1).")
    private String hours = "1";

    @Option(
            names = "--used",
            paramLabel = "HOURS",
            defaultValue = "0",
            description = "The device-hours that the contract's month has already, for graduated prices (default: 0).")
    private String used = "0";

    /** One step as JSON shows it. */
    record Step(
            String day,
            String component,
            String version,
            String tier,
            long deviceMillis,
            long microsPerDeviceHour,
            String vatRate,
            Money gross) {
        static Step of(Charge charge) {
            return new Step(
                    charge.key().day().toString(),
                    charge.key().component().name().toLowerCase(Locale.ROOT),
                    charge.key().tariffVersion(),
                    charge.key().tier(),
                    charge.quantity().value(),
                    charge.unitPrice().microsPerDeviceHour(),
                    charge.vatRate().formatted(),
                    charge.gross());
        }
    }

    /** The result as JSON shows it. */
    record Priced(
            String model, String site, long startMillis, int devices, String hours, List<Step> steps, Money gross) {}

    @Override
    public void run() {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw InputException.of("--devices: %d is not from 1 to %d".formatted(devices, MOST_DEVICES));
        }
        long start = at.map(Texts::millis).orElseGet(() -> Clock.systemUTC().millis());
        if (start < EARLIEST_MILLIS) {
            throw InputException.of("--at: %s is before 2000, when nothing was priced".formatted(at.orElse("now")));
        }
        TariffBook book = new TariffBook(lists.tariffs());
        ListedRun run = new ListedRun(new SiteId(site), model(), start, millis("--hours", hours), devices);
        List<Charge> charges = run.charges(book, new DeviceMillis(millis("--used", used)));
        Money gross = charges.stream().map(Charge::gross).reduce(Money.ZERO, Money::plus);
        Priced priced = new Priced(
                model,
                site,
                start,
                devices,
                hours,
                charges.stream().map(Step::of).toList(),
                gross);
        output.print(priced, table(charges, gross));
        charges.stream()
                .map(charge -> charge.key().tariffVersion())
                .distinct()
                .flatMap(id -> book.version(id).stream())
                .map(TariffVersion::terms)
                .map(terms -> Texts.lostWork(terms.lostWork()))
                .distinct()
                .forEach(text -> output.output().say(text));
    }

    private AcceleratorModel model() {
        try {
            return AcceleratorModel.parse(model);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--model: %s".formatted(e.getMessage()));
        }
    }

    private static long millis(String option, String text) {
        try {
            Rational hours = Rational.of(Decimals.parse(text, "number of hours"));
            boolean run = option.equals("--hours");
            if (hours.signum() < 0 || (run && (hours.signum() == 0 || hours.compareTo(MOST_HOURS) > 0))) {
                throw new IllegalArgumentException("\"%s\" is no number of hours up to a year".formatted(text));
            }
            return hours.times(Rational.of(DeviceMillis.PER_HOUR, 1))
                    .round(Rounding.HALF_UP)
                    .longValueExact();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
    }

    private static Table table(List<Charge> charges, Money gross) {
        Table.Builder table = Table.of(
                Column.name("day", "day"),
                Column.name("component", "component"),
                Column.name("tier", "tier"),
                Column.number("deviceHours", "device-hours"),
                Column.number("pricePerDeviceHour", "CNY/device-hour"),
                Column.number("vatRate", "VAT"),
                Column.number("grossCny", "gross CNY"),
                Column.name("version", "version"));
        for (Charge charge : charges) {
            table.row(
                    charge.key().day().toString(),
                    charge.key().component().name().toLowerCase(Locale.ROOT),
                    charge.key().tier(),
                    charge.quantity().hours(),
                    charge.unitPrice().formatted(),
                    charge.vatRate().formatted(),
                    charge.gross(),
                    charge.key().tariffVersion());
        }
        return table.total("total", "", "", "", "", "", gross, "").build();
    }
}
