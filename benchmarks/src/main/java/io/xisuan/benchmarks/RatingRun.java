package io.xisuan.benchmarks;

import io.xisuan.billing.invoice.LineBookWriter;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.RatedLine;
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

/** Pricing of a month's usage: slices cut, priced and summed into charges, in memory. */
final class RatingRun implements Run {
    @Override
    public String name() {
        return "rating";
    }

    @Override
    public String about() {
        return "slices of usage priced and summed into charges a second, pure and with the line book";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("tenants", "500");
        defaults.put("devices", "2000");
        defaults.put("days", "31");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        SampleMonth month = month(parameters);
        Work all = Work.of(month);
        long slices = all.slices();
        Rounds pure = Rounds.of("rating", parameters, () -> rated(all, slices), progress);
        Rounds withBook = Rounds.of("rating with line book", parameters, () -> booked(all), progress);
        return new Measured(
                List.of(
                        Figure.timed("slices-per-second", pure.perSecond(), "1/s", Optional.of(Bar.atLeast("5000000"))),
                        Figure.timed(
                                "slices-per-second-with-book",
                                withBook.perSecond(),
                                "1/s",
                                Optional.of(Bar.atLeast("1500000")))),
                List.of(
                        "%d usage records of one device and day each are %d slices; one thread."
                                .formatted(all.usage().intervals().size(), slices),
                        "With book: every row is written, digested and put into the Merkle tree; gzip is not part of it.",
                        "Usage is in memory and in canonical order before the clock starts."));
    }

    /** All that rating a month needs. */
    private record Work(Rater rater, UsageSet usage) {
        static Work of(SampleMonth month) {
            List<UsageInterval> usage = month.usage();
            Rater rater = new Rater(month.tariffs(), AttemptStarts.of(usage), contract -> 30, month.grants());
            return new Work(rater, new UsageSet(usage));
        }

        long slices() {
            Count count = new Count();
            usage.byContract()
                    .forEach((contract, own) ->
                            rater.within(SampleMonth.PERIOD.interval()).charges(own, count));
            return count.slices;
        }
    }

    /** Counts slices. */
    private static final class Count implements SliceSink {
        private long slices;

        @Override
        public void slice(RatedLine line, UsageInterval usage, long fromMillis, long untilMillis, long deviceMillis) {
            slices++;
        }
    }

    private static long rated(Work work, long slices) {
        List<Charge> charges = work.rater().charges(work.usage(), SampleMonth.PERIOD.interval());
        return charges.isEmpty() ? 0 : slices;
    }

    private static long booked(Work work) {
        Rater.Within within = work.rater().within(SampleMonth.PERIOD.interval());
        long rows = 0;
        for (Map.Entry<ContractId, List<UsageInterval>> own :
                work.usage().byContract().entrySet()) {
            LineBookWriter writer = LineBookWriter.digesting(own.getKey());
            within.charges(own.getValue(), writer);
            rows += writer.finished().rowCount();
        }
        return rows;
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
