package io.xisuan.scheduler.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The replay of a trace under a policy; the same trace and options always give the same result. */
public final class Simulation {
    private Simulation() {}

    /** Runs all jobs to their end and returns what happened. */
    public static Result run(Trace trace, Options options) {
        return run(trace, options, Watch.nobody());
    }

    /**
     * Runs all jobs to their end and returns what there is to say about one of them.
     *
     * @throws IllegalArgumentException when no job has this name
     */
    public static Account explain(Trace trace, Options options, String job) {
        Watch watch = Watch.of(job);
        return new Accounting(trace, run(trace, options, watch)).account(job, watch);
    }

    private static Result run(Trace trace, Options options, Watch watch) {
        Machines machines = new Machines(trace.nodes());
        Workload workload = new Workload(trace, machines, options.seed());
        Records records = new Records(workload.size(), options.progress());
        refuseImpossible(machines, workload, records, options.policy());
        for (Domain domain : domains(machines, workload, records)) {
            switch (options.policy()) {
                case FIFO, SJF, BACKFILL -> QueueReplay.run(domain, options.policy());
                case SRTF, SRSF -> PreemptiveReplay.run(domain, options.policy(), options.chargeOverhead());
                case XISUAN -> PlanReplay.run(domain, watch, options.engine());
            }
        }
        return Figures.of(trace, machines, workload, records, options);
    }

    private static void refuseImpossible(Machines machines, Workload workload, Records records, Policy policy) {
        Pool empty = new Pool(machines);
        long known = 0;
        for (int node = 0; node < machines.devices().length; node++) {
            known |= machines.modelBit(node);
        }
        for (int job = 0; job < workload.size(); job++) {
            Shape shape = workload.shape(job);
            if (workload.siteUnknown(job)) {
                records.refuse(job, Never.NO_SUCH_SITE);
            } else if ((shape.models() & known) == 0) {
                records.refuse(job, Never.NO_SUCH_MODEL);
            } else if (policy != Policy.XISUAN || workload.job(job).terms().minWorkers() == 0) {
                Allocation found = empty.place(shape, NodeChoice.FULLEST);
                if (found.isNone()) {
                    records.refuse(job, Never.LARGER_THAN_EVERY_SITE);
                } else {
                    empty.release(found, shape);
                }
            }
        }
    }

    private static List<Domain> domains(Machines machines, Workload workload, Records records) {
        int[] possible = IntStream.range(0, workload.size())
                .filter(job -> !records.refused(job))
                .toArray();
        boolean apart =
                Arrays.stream(possible).allMatch(job -> workload.shape(job).site() != Shape.ANY_SITE);
        if (!apart) {
            return List.of(new Domain(machines, workload, records, possible));
        }
        List<Domain> domains = new ArrayList<>();
        for (int site = 0; site < machines.siteCount(); site++) {
            int wanted = site;
            int[] jobs = Arrays.stream(possible)
                    .filter(job -> workload.shape(job).site() == wanted)
                    .toArray();
            if (jobs.length > 0) {
                domains.add(new Domain(machines, workload, records, jobs));
            }
        }
        return domains;
    }
}
