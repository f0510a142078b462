package io.xisuan.benchmarks;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.LineBook;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.Slice;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.usage.UsageInterval;
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
        SampleMonth oneTenant = new SampleMonth(1, month.devices(), month.days());
        Work all = Work.of(month);
        Work one = Work.of(oneTenant);
        int slices = all.slices().size();
        Rounds pure = Rounds.of("rating", parameters, () -> rated(all), progress);
        Rounds withBook = Rounds.of("rating with line book", parameters, () -> booked(one), progress);
        return new Measured(
                List.of(
                        Figure.timed("slices-per-second", pure.perSecond(), "1/s", Optional.of(Bar.atLeast("5000000"))),
                        Figure.timed("slices-per-second-with-book", withBook.perSecond(), "1/s", Optional.empty())),
                List.of(
                        "%d usage records of one device and day each are %d slices; one thread."
                                .formatted(all.usage().intervals().size(), slices),
                        "With book: all devices are one tenant's and share their cuts, which is easier; the line book is"
                                + " written in memory and digested.",
                        "Usage is in memory and in canonical order before the clock starts."));
    }

    /** All that rating a month needs. */
    private record Work(Rater rater, UsageSet usage) {
        static Work of(SampleMonth month) {
            List<UsageInterval> usage = month.usage();
            Rater rater = new Rater(month.tariffs(), AttemptStarts.of(usage), contract -> 30, month.grants());
            return new Work(rater, new UsageSet(usage));
        }

        List<Slice> slices() {
            return rater.slices(usage, SampleMonth.PERIOD.interval());
        }
    }

    private static long rated(Work work) {
        List<Slice> slices = work.slices();
        return Rater.charges(slices).isEmpty() ? 0 : slices.size();
    }

    private static long booked(Work work) {
        List<Slice> slices = work.slices();
        String book = LineBook.csv(slices, slices.getFirst().key().contract());
        boolean done = !Rater.charges(slices).isEmpty() && !Sha256.hex(book).isEmpty();
        return done ? slices.size() : 0;
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
