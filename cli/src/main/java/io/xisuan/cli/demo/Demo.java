package io.xisuan.cli.demo;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Vendor;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The main job as a table of contents: manifests to files, in seven steps. */
final class Demo {
    /** What the demo has to show. */
    record Result(Summary summary, List<SiteReport> sites, MonthBooks books, String metering) {}

    private Demo() {}

    static Result run(ScenarioLoader.Texts texts, BillingPeriod period, DemoFiles files, Consumer<String> progress) {
        // 1. Understand the manifests.
        Scenario scenario = new ScenarioLoader(texts, period).load();
        progress.accept("%d sites, %d nodes, %d jobs in %s"
                .formatted(
                        scenario.assembled().sites().size(),
                        scenario.assembled().nodes().size(),
                        scenario.jobs().size(),
                        period));
        // 2. Build the world, with the owners' load in it.
        World world = new World(nodes(scenario));
        scenario.ownerPods().forEach(world::bindOwner);
        try (SegmentJournal journal = SegmentJournal.open(files.journal(), DemoKeys.journalOptions())) {
            // 3. Plan, hold, act, observe, meter.
            Meter meter = new Meter(journal, world);
            MonthRun run = new MonthRun(scenario, world, meter);
            List<JobOutcome> outcomes = run.run(now -> reportDay(now, progress));
            // 4. Price, subsidise, issue: from the journal alone.
            progress.accept("closing %s: %s".formatted(period, meter.account()));
            MonthBooks books = MonthBooks.close(scenario, journal, run.book());
            // 5. Account for every device-millisecond.
            List<SiteReport> sites = SiteReport.all(scenario, world, books.usage());
            // 6. Sum up, and check what must hold.
            Summary summary = Summary.of(scenario, sites, outcomes, books);
            Checks.require(summary, sites, books);
            // 7. Write.
            progress.accept("writing %d invoices".formatted(books.invoices().size()));
            files.write(summary, books.invoices(), sites);
            return new Result(summary, sites, books, meter.account());
        }
    }

    private static void reportDay(long nowMillis, Consumer<String> progress) {
        if (BillingPeriod.startOfDayMillis(BillingPeriod.dayOf(nowMillis)) == nowMillis) {
            progress.accept("running " + BillingPeriod.dayOf(nowMillis));
        }
    }

    private static List<SimulatedNode> nodes(Scenario scenario) {
        List<SimulatedNode> nodes = new ArrayList<>();
        for (NodeShape shape : scenario.assembled().nodes()) {
            AcceleratorModel model = AcceleratorModel.parse(shape.type().id());
            if (model.vendor() != Vendor.NVIDIA && model.vendor() != Vendor.HUAWEI) {
                throw InputException.of("Node %s has %s: the demo's nodes answer as dcgm-exporter or npu-exporter only"
                        .formatted(shape.name(), model.displayName()));
            }
            nodes.add(new SimulatedNode(shape.site(), shape.name(), model, shape.devices()));
        }
        return List.copyOf(nodes);
    }
}
