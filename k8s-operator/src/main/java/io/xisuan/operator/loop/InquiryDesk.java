package io.xisuan.operator.loop;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.api.v1alpha1.Inquiry;
import io.xisuan.operator.inquiry.Answer;
import io.xisuan.operator.inquiry.Asker;
import io.xisuan.operator.inquiry.JobSeen;
import io.xisuan.operator.inquiry.Moment;
import io.xisuan.operator.inquiry.NextPlan;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.report.InquiryVerdict;
import io.xisuan.operator.report.JobStanding;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.Verdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what tenants ask, a few questions a step and so many a minute of each namespace, and has them answered beside the loop from one
 * moment of the hub. An inquiry is deleted ten minutes after it was asked, answered or not; one that a former leader did not answer is
 * answered by the next.
 */
final class InquiryDesk {
    private static final Logger LOG = LoggerFactory.getLogger(InquiryDesk.class);

    /** How long an inquiry is kept. */
    static final long LIVES_MILLIS = 600_000;

    /** So many questions are under way at a time, and so many of one namespace. */
    static final int MOST_UNDER_WAY = 8;

    static final int MOST_OF_NAMESPACE = 2;

    /** So many of one namespace are taken in within a minute; the others wait. */
    static final int MOST_A_MINUTE = 20;

    private static final long MINUTE_MILLIS = 60_000;
    private static final int REMOVED_A_STEP = 20;

    private final ClusterActs cluster;
    private final StatusBoard board;
    private final JobRecords jobs;
    private final InquiryWork work;
    private final Hands hands;
    /** What was taken in and is still there or under way, by uid. */
    private final SortedMap<String, ResourceRef> taken = new TreeMap<>();
    /** What is under way, with its namespace, by uid; taken off by who answers. */
    private final SortedMap<String, String> underWay = new ConcurrentSkipListMap<>();
    /** When questions of a namespace were taken in within the last minute. */
    private final SortedMap<String, Deque<Long>> lately = new TreeMap<>();

    InquiryDesk(Parts parts, ClusterActs cluster, Hands hands) {
        this.cluster = cluster;
        this.board = parts.board();
        this.jobs = parts.jobs();
        this.work = new InquiryWork(parts.store());
        this.hands = hands;
    }

    /**
     * Takes in what waits, and has removed what is over.
     *
     * @param input what the sight's market was made of
     * @param next what the next plan hangs on; asked for once at most, and only when somebody asks what would be
     * @throws SteppedDown when a newer leader acts
     */
    void tend(Sight sight, MarketInput input, Supplier<NextPlan> next) {
        List<Inquiry> asked = sight.wishes().inquiries();
        forget(asked);
        if (asked.isEmpty()) {
            return;
        }
        remove(asked, sight.nowMillis());
        List<Inquiry> chosen = chosen(asked, sight.nowMillis());
        if (!chosen.isEmpty()) {
            Moment moment = moment(sight, input);
            Optional<NextPlan> foreseen =
                    chosen.stream().anyMatch(InquiryDesk::foresees) ? Optional.of(next.get()) : Optional.empty();
            chosen.forEach(inquiry -> have(inquiry, sight, moment, foreseen));
        }
    }

    /**
     * Forgets what was asked and is deleted, and its answer. An answer may be published after its inquiry was deleted: whoever waits for
     * deletions has forgotten it before then, and so it is forgotten here once nobody works on it any more.
     */
    private void forget(List<Inquiry> asked) {
        Set<String> there =
                asked.stream().map(one -> one.getMetadata().getUid()).collect(Collectors.toSet());
        taken.entrySet().removeIf(one -> {
            boolean over = !there.contains(one.getKey()) && !underWay.containsKey(one.getKey());
            if (over) {
                board.forget(one.getValue());
            }
            return over;
        });
    }

    private Moment moment(Sight sight, MarketInput input) {
        return new Moment(
                input,
                sight.market(),
                work.balances(),
                sight.clusters().stream().flatMap(seen -> seen.nodes().stream()).toList(),
                sight.nowMillis());
    }

    private static boolean foresees(Inquiry inquiry) {
        return inquiry.getSpec().quote() != null || inquiry.getSpec().eta() != null;
    }

    /** Returns the questions to take in now: the oldest of each namespace in turn, so that no namespace waits for another's many. */
    private List<Inquiry> chosen(List<Inquiry> asked, long nowMillis) {
        Map<String, Deque<Inquiry>> waiting = asked.stream()
                .filter(inquiry -> waits(inquiry, nowMillis))
                .sorted(Comparator.comparingLong(InquiryDesk::createdMillis)
                        .thenComparing(one -> one.getMetadata().getUid()))
                .collect(Collectors.groupingBy(
                        one -> one.getMetadata().getNamespace(),
                        TreeMap::new,
                        Collectors.toCollection(ArrayDeque::new)));
        List<Inquiry> chosen = new ArrayList<>();
        while (!waiting.isEmpty() && underWay.size() < MOST_UNDER_WAY) {
            waiting.entrySet().removeIf(of -> {
                Optional<Inquiry> next = Optional.ofNullable(of.getValue().poll())
                        .filter(inquiry -> underWay.size() < MOST_UNDER_WAY && mayAsk(of.getKey(), nowMillis));
                next.ifPresent(inquiry -> {
                    take(inquiry, nowMillis);
                    chosen.add(inquiry);
                });
                return next.isEmpty() || of.getValue().isEmpty();
            });
        }
        return chosen;
    }

    private boolean waits(Inquiry inquiry, long nowMillis) {
        boolean answered = inquiry.getStatus() != null && inquiry.getStatus().state() != null;
        return !answered
                && inquiry.getMetadata().getDeletionTimestamp() == null
                && !taken.containsKey(inquiry.getMetadata().getUid())
                && nowMillis - createdMillis(inquiry) < LIVES_MILLIS;
    }

    private boolean mayAsk(String namespace, long nowMillis) {
        Deque<Long> recent = lately.computeIfAbsent(namespace, first -> new ArrayDeque<>());
        recent.removeIf(at -> nowMillis - at >= MINUTE_MILLIS);
        long now = underWay.values().stream().filter(namespace::equals).count();
        return recent.size() < MOST_A_MINUTE && now < MOST_OF_NAMESPACE;
    }

    private void take(Inquiry inquiry, long nowMillis) {
        String namespace = inquiry.getMetadata().getNamespace();
        taken.put(inquiry.getMetadata().getUid(), ResourceRef.to(inquiry));
        underWay.put(inquiry.getMetadata().getUid(), namespace);
        lately.computeIfAbsent(namespace, first -> new ArrayDeque<>()).add(nowMillis);
    }

    private void have(Inquiry inquiry, Sight sight, Moment moment, Optional<NextPlan> next) {
        String uid = inquiry.getMetadata().getUid();
        Optional<Asker> asker = asker(sight, inquiry.getMetadata().getNamespace());
        InquiryWork.Question question =
                new InquiryWork.Question(uid, inquiry.getSpec(), asker, job(inquiry, sight), moment, next);
        hands.think(() -> {
            try {
                say(inquiry, work.answer(question), moment.nowMillis());
            } finally {
                underWay.remove(uid);
            }
        });
    }

    private void say(Inquiry inquiry, Answer answer, long nowMillis) {
        Instant at = Instant.ofEpochMilli(nowMillis);
        Instant until = Instant.ofEpochMilli(createdMillis(inquiry) + LIVES_MILLIS);
        InquiryVerdict verdict = switch (answer) {
            case Answer.Given given ->
                new InquiryVerdict.Answered(given.document().toString(), at, until);
            case Answer.Refused refused ->
                new InquiryVerdict.Refused(Reason.of(refused.why(), refused.text()), at, until);
        };
        board.publish(ResourceRef.to(inquiry), verdict);
    }

    /** Returns who asks, unless the namespace is no tenant's that is understood. */
    private Optional<Asker> asker(Sight sight, String namespace) {
        SortedMap<String, String> owners = sight.wishes().tenantOfNamespace();
        Optional<TenantId> tenant = Optional.ofNullable(owners.get(namespace))
                .map(TenantId::new)
                .filter(known -> sight.market().tenants().containsKey(known));
        return tenant.map(known -> {
            TreeSet<String> others = new TreeSet<>();
            owners.forEach((name, owner) -> {
                if (!owner.equals(known.value())) {
                    others.add(name);
                }
            });
            jobs.live().stream()
                    .filter(intent -> !intent.tenant().equals(known))
                    .forEach(intent -> others.add(intent.attempt().job().namespace()));
            others.remove(namespace);
            return new Asker(known, namespace, others);
        });
    }

    /** Returns the job that is asked about, as its status stands. */
    private Optional<JobSeen> job(Inquiry inquiry, Sight sight) {
        return InquiryWork.named(inquiry.getSpec())
                .flatMap(name -> sight.wishes().jobs().stream()
                        .filter(job -> job.getMetadata().getName().equals(name)
                                && job.getMetadata()
                                        .getNamespace()
                                        .equals(inquiry.getMetadata().getNamespace()))
                        .findFirst())
                .map(job -> new JobSeen(
                        new JobId(
                                job.getMetadata().getNamespace(),
                                job.getMetadata().getName(),
                                job.getMetadata().getUid()),
                        board.verdict(ResourceRef.to(job)).flatMap(said -> switch (said) {
                            case JobStanding standing -> Optional.of(standing.verdict());
                            case JobVerdict verdict -> Optional.of(verdict);
                            case InquiryVerdict other -> Optional.<JobVerdict>empty();
                            case Verdict.OfConfig other -> Optional.<JobVerdict>empty();
                        })));
    }

    private void remove(List<Inquiry> asked, long nowMillis) {
        asked.stream()
                .filter(inquiry -> nowMillis - createdMillis(inquiry) >= LIVES_MILLIS)
                .filter(inquiry -> inquiry.getMetadata().getDeletionTimestamp() == null)
                .limit(REMOVED_A_STEP)
                .forEach(inquiry -> {
                    ActAnswer answer = cluster.removeInquiry(
                            inquiry.getMetadata().getNamespace(),
                            inquiry.getMetadata().getName(),
                            inquiry.getMetadata().getUid());
                    heed(answer, inquiry.getMetadata().getName());
                });
    }

    private static void heed(ActAnswer answer, String inquiry) {
        switch (answer) {
            case ActAnswer.Fenced fenced -> throw new SteppedDown(fenced.message());
            case ActAnswer.Refused refused -> LOG.warn("inquiry {} is not deleted: {}", inquiry, refused.message());
            case ActAnswer.Unreachable later ->
                LOG.debug("inquiry {} is not deleted yet: {}", inquiry, later.message());
            case ActAnswer.Done done -> {}
        }
    }

    private static long createdMillis(Inquiry inquiry) {
        return Instant.parse(inquiry.getMetadata().getCreationTimestamp()).toEpochMilli();
    }
}
