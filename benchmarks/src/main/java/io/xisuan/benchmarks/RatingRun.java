package io.xisuan.benchmarks;

import io.xisuan.billing.invoice.LineBookWriter;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.SliceSink;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pricing of a month's usage: slices cut, priced and summed into charges, in memory and streamed. */
final class RatingRun implements Run {
    private static final int SLICES_PER_USAGE = 3;
    private static final long FEW_SLICES = 100_000;
    private static final int FEW_TIMES = 20;

    @Override
    public String name() {
        return "rating";
    }

    @Override
    public String about() {
        return "slices of usage priced and summed into charges a second, pure and with the line book, and streamed";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("tenants", "250");
        defaults.put("devices", "1000");
        defaults.put("days", "31");
        defaults.put("slices", "10000000");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        SampleMonth month = month(parameters);
        long most = parameters.number("slices", FEW_SLICES, 1_000_000_000_000L);
        Work work = Work.of(month);
        long slices = work.slices();
        Rounds pure = Rounds.ofOneCore("rating", parameters, work::rated, progress);
        Rounds withBook = Rounds.ofOneCore("rating with line book", parameters, work::booked, progress);
        double few = nanosEach(month, FEW_SLICES, FEW_TIMES);
        double many = nanosEach(month, most, 1);
        progress.accept(
                "streamed %d slices: %.1f ns each; %d slices: %.1f ns each".formatted(FEW_SLICES, few, most, many));
        return new Measured(
                List.of(
                        Figure.timed("slices-per-second", pure.perSecond(), "1/s", Optional.of(Bar.atLeast("5000000"))),
                        Figure.timed(
                                "slices-per-second-with-book",
                                withBook.perSecond(),
                                "1/s",
                                Optional.of(Bar.atLeast("1500000"))),
                        Figure.once(
                                "cost-ratio-%d-to-%d-slices".formatted(most, FEW_SLICES),
                                many / few,
                                "",
                                Optional.of(Bar.atMost("1.2"))),
                        Figure.once("memory-mb", Heap.mostMb(), "MB", Optional.of(Bar.atMost("1000")))),
                List.of(
                        "%d usage records of one device and day each are %d slices; one thread; a second is one of processor time of"
                                        .formatted(work.usage().intervals().size(), slices)
                                + " this program, its collection of garbage among it.",
                        "With book: every row is written, digested and put into the Merkle tree; gzip is not part of it.",
                        "Streamed: the months of %d tenants after those of others, made on the fly; making them is not on the clock."
                                .formatted(month.tenants()),
                        "Memory is the most heap that was ever in use at once, garbage among it."));
    }

    /** Returns the processor time of a slice, when so many are rated in months that are made on the fly. */
    private static double nanosEach(SampleMonth month, long slices, int times) {
        long nanos = 0;
        long done = 0;
        for (int time = 0; time < times; time++) {
            for (long from = done; done - from < slices; ) {
                Work work = Work.of(month);
                long started = Rounds.processorNanos();
                done += work.rated();
                nanos += Rounds.processorNanos() - started;
            }
        }
        return (double) nanos / done;
    }

    /** All that rating a month needs. */
    private record Work(Rater rater, UsageSet usage) {
        static Work of(SampleMonth month) {
            List<UsageInterval> usage = month.usage();
            Rater rater = new Rater(month.tariffs(), AttemptStarts.of(usage), contract -> 30, month.grants());
            return new Work(rater, new UsageSet(usage));
        }

        long slices() {
            return (long) usage.intervals().size() * SLICES_PER_USAGE;
        }

        long rated() {
            Rater.Within within = rater.within(SampleMonth.PERIOD.interval());
            long charges = 0;
            for (List<UsageInterval> own : usage.byContract().values()) {
                charges += within.charges(own, SliceSink.NONE).size();
            }
            return charges == 0 ? 0 : slices();
        }

        long booked() {
            Rater.Within within = rater.within(SampleMonth.PERIOD.interval());
            long rows = 0;
            for (Map.Entry<ContractId, List<UsageInterval>> own :
                    usage.byContract().entrySet()) {
                LineBookWriter writer = LineBookWriter.digesting(own.getKey());
                within.charges(own.getValue(), writer);
                rows += writer.finished().rowCount();
            }
            return rows;
        }
    }

    /** Returns the month that the options describe. */
    static SampleMonth month(Parameters parameters) {
        int tenants = parameters.count("tenants", 1, 100_000);
        int devices = parameters.count("devices", 1, 1_000_000);
        if (devices < tenants) {
            throw InputException.of("--devices: %d tenants share no %d devices".formatted(tenants, devices));
        }
        return new SampleMonth(tenants, devices, parameters.count("days", 1, 31));
    }
}
