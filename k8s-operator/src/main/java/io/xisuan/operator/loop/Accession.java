package io.xisuan.operator.loop;

import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.elect.Office;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterRules;
import io.xisuan.operator.notice.send.NoticeSettings;
import io.xisuan.operator.observe.ExporterPods;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a process does once it has won: its epoch is minted in the store, raised in the cluster before anything acts there, and what
 * lives is remembered from store and journal.
 */
record Accession(
        OperatorOptions options, InstantSource clock, Consumer<String> progress, Opened opened, Console console) {
    private static final Duration LIST_EXPORTERS = Duration.ofSeconds(30);

    /**
     * Returns the loop of the new leader.
     *
     * @throws CannotRun when a newer leader acts, journal and store are of two times, or the cluster refuses
     */
    OperatorLoop accede(Grounds own, Eyes eyes, Office office) {
        // 1. Leadership: first in the store, then in the cluster. What a former leader billed must be in the journal
        // that goes on.
        long epoch = own.store().mintEpoch(own.folder().candidate(), clock.millis());
        own.requireAgreement();
        UsageJournal journal = opened.keep(own.journal().open(epoch, own.signer()));
        ClusterActor actor = new ClusterActor(eyes.client(), options.cluster(), epoch, console.mandate());
        SetUp.require(actor.raiseEpoch());
        office.lead(epoch);
        // 2. Memory: what lives by the store, what is final by the journal.
        OperatorLoop loop =
                opened.keep(loop(own, eyes, journal, actor, office, new Parts.Leadership(epoch, clock.millis())));
        progress.accept("leading cluster %s under epoch %d".formatted(options.cluster(), epoch));
        return loop;
    }

    private OperatorLoop loop(
            Grounds own,
            Eyes eyes,
            UsageJournal journal,
            ClusterActor actor,
            Office office,
            Parts.Leadership leadership) {
        JobRecords jobs = new JobRecords(own.store());
        requireKnown(jobs);
        AttemptTimes times = times(journal);
        Optional<Asking> asking = asking(own, eyes);
        LiveMeter meter =
                meter(journal, jobs, asking.<LiveEvidence>map(Asking::desk).orElse(LiveEvidence.NONE));
        SortedMap<ClusterId, ClusterLink> clusters = new TreeMap<>();
        clusters.put(options.cluster(), new ClusterLink(options.cluster(), eyes.observer(), actor, meter));
        return new OperatorLoop(new Parts(
                own.store(),
                leadership,
                journal,
                clusters,
                eyes.watcher(),
                eyes.board(),
                eyes.events(),
                jobs,
                times,
                new Remarks(),
                options.limits(),
                outside(own, journal),
                asking,
                console.figures(),
                notices(own, office, leadership)));
    }

    private Optional<Asking> asking(Grounds own, Eyes eyes) {
        if (options.exporters().rules().isEmpty()) {
            progress.accept("no agent and no exporter is asked: usage is verified by count; see --exporters");
            return Optional.empty();
        }
        EvidenceDesk desk = opened.keep(EvidenceDesk.open(own.folder().evidence(), clock));
        ExporterPods pods = new ExporterPods(
                eyes.client(), clock, LIST_EXPORTERS, options.exporters().podLabels());
        return Optional.of(new Asking(options.exporters(), pods, desk));
    }

    private Optional<NoticeDesk> notices(Grounds own, Office office, Parts.Leadership leadership) {
        if (options.notices().isEmpty()) {
            progress.accept(
                    "nobody is told of preemptions, budgets or invoices: name channels and routes with --notices");
        }
        return options.notices()
                .map(file -> opened.keep(new NoticeDesk(
                                own.store(),
                                leadership.epoch(),
                                new NoticeSettings(file),
                                clock,
                                office::held,
                                console.metrics())
                        .start()));
    }

    private Optional<OutsideDesk> outside(Grounds own, UsageJournal journal) {
        if (options.copy().isEmpty()) {
            progress.accept("issued documents are kept nowhere else: name a folder on another volume with --copy");
        }
        return options.copy()
                .map(folder -> new OutsideDesk(
                        own.store(),
                        own.journal().outside(journal, folder.resolve("journal"), own.signer()),
                        folder,
                        own.signer()));
    }

    private void requireKnown(JobRecords jobs) {
        jobs.live().stream()
                .filter(intent -> !intent.cluster().equals(options.cluster()))
                .findFirst()
                .ifPresent(intent -> {
                    throw InputException.of("--cluster: %s runs in cluster %s, not in %s: name that one"
                            .formatted(intent.attempt(), intent.cluster(), options.cluster()));
                });
    }

    private LiveMeter meter(UsageJournal journal, JobRecords jobs, LiveEvidence evidence) {
        return LiveMeter.restore(
                journal,
                jobs.live().stream()
                        .filter(intent -> intent.cluster().equals(options.cluster()))
                        .map(OperatorLoop::metered)
                        .toList(),
                MeterRules.standard(),
                evidence);
    }

    private static AttemptTimes times(UsageJournal journal) {
        AttemptTimes times = new AttemptTimes();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                times.add(List.of(entry.usage()));
                times.used(List.of(entry.usage()));
            }
        });
        return times;
    }
}
