package io.xisuan.benchmarks;

import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.Slice;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
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
        return "slices of usage priced and summed into charges a second, pure";
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
        List<UsageInterval> usage = month.usage();
        UsageSet set = new UsageSet(usage);
        Rater rater = new Rater(month.tariffs(), AttemptStarts.of(usage), contract -> 30, month.grants());
        Interval window = SampleMonth.PERIOD.interval();
        List<Slice> once = rater.slices(set, window);
        progress.accept("rating: %d usage records are %d slices and %d charges"
                .formatted(usage.size(), once.size(), Rater.charges(once).size()));
        Rounds rounds = Rounds.of("rating", parameters, () -> rated(rater, set, window), progress);
        return new Measured(
                List.of(Figure.timed(
                        "slices-per-second", rounds.perSecond(), "1/s", Optional.of(Bar.atLeast("5000000")))),
                List.of(
                        "%d usage records of one device and day each are %d slices; one thread."
                                .formatted(usage.size(), once.size()),
                        "Usage is in memory and in canonical order before the clock starts."));
    }

    private static long rated(Rater rater, UsageSet usage, Interval window) {
        List<Slice> slices = rater.slices(usage, window);
        return Rater.charges(slices).isEmpty() ? 0 : slices.size();
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
