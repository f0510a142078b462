package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.simulation.Account.Elsewhere;
import io.xisuan.scheduler.simulation.Account.Waited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what a replay says about one job. Under the product's own scheduler these are its decisions; the other
 * policies give no reasons, so that the machines and the queue of the moment are told instead.
 */
final class Accounting {
    private final Trace trace;
    private final Result result;
    private final IdleSites idle;

    Accounting(Trace trace, Result result) {
        this.trace = trace;
        this.result = result;
        idle = new IdleSites(trace);
    }

    Account account(String name, Watch watch) {
        Optional<Outcome> outcome = result.finished().stream()
                .filter(one -> one.job().name().equals(name))
                .findFirst();
        Optional<Refused> refused = result.never().stream()
                .filter(one -> one.job().name().equals(name))
                .findFirst();
        TraceJob job = outcome.map(Outcome::job)
                .or(() -> refused.map(Refused::job))
                .orElseThrow(() -> new IllegalArgumentException("There is no job " + name));
        List<Waited> waits = watch.decided().isPresent()
                ? watch.waits()
                : outcome.map(this::waits).orElse(List.of());
        return new Account(
                result.summary().policy(),
                job,
                outcome,
                refused.map(Refused::reason),
                watch.decided(),
                waits,
                elsewhere(job, outcome, watch),
                needs(job, watch, outcome, waits));
    }

    private List<Elsewhere> elsewhere(TraceJob job, Optional<Outcome> outcome, Watch watch) {
        if (watch.decided().isPresent() && watch.decided().get() instanceof Decision.Start start) {
            return inOrderOfTheTrace(start.explanation());
        }
        List<Elsewhere> elsewhere = new ArrayList<>();
        boolean passed = false;
        for (String site : idle.names()) {
            if (outcome.isPresent() && outcome.get().runs().getFirst().site().equals(site)) {
                passed = true;
                continue;
            }
            Optional<Elsewhere> ever = idle.refusal(job, site);
            if (ever.isPresent() || outcome.isEmpty()) {
                ever.ifPresent(elsewhere::add);
            } else if (passed) {
                elsewhere.add(new Elsewhere(site, "NOT_ASKED", "comes later in the file of nodes"));
            } else {
                elsewhere.add(new Elsewhere(
                        site, "NO_ROOM", free(job, site, outcome.get().startMillis())));
            }
        }
        return elsewhere;
    }

    private List<Elsewhere> inOrderOfTheTrace(Explanation explanation) {
        Map<String, SiteVerdict> verdicts = new HashMap<>();
        explanation.others().forEach(verdict -> verdicts.put(verdict.site().value(), verdict));
        List<Elsewhere> elsewhere = new ArrayList<>();
        for (String site : idle.names()) {
            SiteVerdict verdict = verdicts.get(site);
            if (verdict != null) {
                elsewhere.add(new Elsewhere(site, verdict.kind().name(), verdict.text()));
            }
        }
        return elsewhere;
    }

    /** Returns the times without progress, with what was free and who else waited as each began. */
    private List<Waited> waits(Outcome outcome) {
        List<Waited> waits = new ArrayList<>();
        long since = outcome.job().submitMillis();
        for (RunSpan run : outcome.runs()) {
            if (run.fromMillis() > since) {
                boolean preempted = since > outcome.job().submitMillis();
                waits.add(waited(outcome.job(), since, run.fromMillis(), preempted));
            }
            since = run.toMillis();
        }
        return waits;
    }

    private Waited waited(TraceJob job, long since, long until, boolean preempted) {
        List<String> texts = new ArrayList<>();
        boolean roomy = false;
        for (String site : idle.names()) {
            if (idle.refusal(job, site).isEmpty()) {
                texts.add(free(job, site, since));
                roomy |= freeMilli(job, site, since) >= job.demand().deviceMilli();
            }
        }
        int others = 0;
        long devices = 0;
        for (Outcome other : result.finished()) {
            if (!other.job().equals(job) && waitsAt(other, since)) {
                others++;
                devices += other.job().demand().devices();
            }
        }
        texts.add("%d others wait for %d devices".formatted(others, devices));
        String reason = preempted ? "PREEMPTED" : roomy ? "ORDER_OR_NODES" : "NO_CAPACITY";
        return new Waited(since, until, reason, String.join("; ", texts), Optional.empty());
    }

    private static boolean waitsAt(Outcome outcome, long millis) {
        boolean runs = outcome.runs().stream().anyMatch(run -> run.fromMillis() <= millis && millis < run.toMillis());
        return outcome.job().submitMillis() <= millis && millis < outcome.endMillis() && !runs;
    }

    private String free(TraceJob job, String site, long millis) {
        return "%s: %s of %d devices free, %s needed"
                .formatted(
                        site,
                        devices(freeMilli(job, site, millis)),
                        idle.devices(site),
                        devices(job.demand().deviceMilli()));
    }

    /** Returns what other jobs leave free at a site, in thousandths of devices. */
    private long freeMilli(TraceJob job, String site, long millis) {
        long used = 0;
        for (Outcome other : result.finished()) {
            for (RunSpan run : other.runs()) {
                if (!other.job().equals(job)
                        && run.site().equals(site)
                        && run.fromMillis() <= millis
                        && millis < run.toMillis()) {
                    used += other.job().demand().deviceMilli();
                }
            }
        }
        return idle.devices(site) * Demand.WHOLE - used;
    }

    private static String devices(long milli) {
        return milli % Demand.WHOLE == 0
                ? Long.toString(milli / Demand.WHOLE)
                : "%d.%03d".formatted(milli / Demand.WHOLE, milli % Demand.WHOLE);
    }

    private String needs(TraceJob job, Watch watch, Optional<Outcome> outcome, List<Waited> waits) {
        if (watch.decided().isPresent() && watch.decided().get() instanceof Decision.Never never) {
            return never.text();
        }
        if (outcome.isEmpty()) {
            return idle.missing(job, trace);
        }
        return waits.isEmpty()
                ? "nothing more: it started as it was submitted"
                : "to start when it was submitted: " + waits.getFirst().text();
    }
}
