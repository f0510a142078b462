package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Ask;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Settled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which target is asked when; pure, the time is given and never goes back.
 *
 * <p>A slot of a target is expected when the target is known at its moment of asking within that slot. For every expected slot
 * exactly one outcome comes out, from {@link #poll} or {@link #settle}: an answer, or a gap with its cause. No target is
 * asked while an earlier request to it is under way. What is late is asked while its slot lasts, and is a gap afterwards.
 * Memory is bounded by the number of targets: slots that nobody asked in are kept as ranges and told when there is room.
 */
public final class ScrapePlan {
    /** How long after its deadline a request without an end is given up; the client's own time-out comes first. */
    public static final long GIVEN_UP_AFTER_MILLIS = 2_000;

    private static final Comparator<Due> SOONEST =
            Comparator.comparingLong(Due::millis).thenComparing(Due::key);
    private static final int PART_FOR_OWED = 4;

    private record Due(long millis, TargetKey key) {}

    private final TreeMap<TargetKey, Course> courses = new TreeMap<>();
    private final TreeSet<Due> due = new TreeSet<>(SOONEST);
    private final TreeSet<Due> deadlines = new TreeSet<>(SOONEST);
    private final LinkedHashSet<Course> owing = new LinkedHashSet<>();
    private long nowMillis;

    /**
     * Goes on where an earlier process stopped.
     *
     * @param left what it left; empty for a first start
     * @param oldestMillis slots before this are not told of any more
     */
    public ScrapePlan(Collection<TargetProgress> left, long oldestMillis) {
        nowMillis = oldestMillis;
        for (TargetProgress progress : left) {
            Course course = Course.resumed(progress, oldestMillis);
            courses.put(course.key(), course);
            goOn(course);
        }
    }

    /**
     * Takes the targets that are discovered now; one that is listed twice counts once, as it is listed first. A target that is
     * no longer listed is asked no more, and what was due of it gets a gap.
     */
    public void targets(Collection<PlannedTarget> found, long atMillis) {
        advance(atMillis);
        TreeMap<TargetKey, PlannedTarget> listed = new TreeMap<>();
        found.forEach(target -> listed.putIfAbsent(target.key(), target));
        for (Course course : List.copyOf(courses.values())) {
            if (!listed.containsKey(course.key()) && !course.gone()) {
                due.remove(dueOf(course));
                course.lost(nowMillis);
                goOn(course);
            }
        }
        listed.values().forEach(this::found);
    }

    private void found(PlannedTarget target) {
        Course course =
                courses.computeIfAbsent(target.key(), key -> new Course(target, target.firstSlotDueFrom(nowMillis)));
        due.remove(dueOf(course));
        course.found(target, nowMillis);
        goOn(course);
    }

    /**
     * Returns what is to be done now.
     *
     * @param room how many more outcomes can be taken, those of requests under way already left out
     */
    public List<ScrapeStep> poll(long atMillis, int room) {
        advance(atMillis);
        List<ScrapeStep> steps = new ArrayList<>();
        giveUp(steps);
        int given = steps.size();
        int forAsking = owing.isEmpty() ? room : room - Math.max(1, room / PART_FOR_OWED);
        askDue(steps, given + forAsking);
        while (steps.size() < given + room && !owing.isEmpty()) {
            steps.add(new Settled(owedOf(owing.getFirst())));
        }
        return steps;
    }

    private void giveUp(List<ScrapeStep> steps) {
        while (!deadlines.isEmpty() && deadlines.getFirst().millis() + GIVEN_UP_AFTER_MILLIS <= nowMillis) {
            Course course = courseOf(deadlines.removeFirst().key());
            course.setHung();
            steps.add(new Settled(
                    outcome(course.asked(), new Result.Gap(GapCause.TIMEOUT, "the request has not ended"))));
            goOn(course);
        }
    }

    private void askDue(List<ScrapeStep> steps, int most) {
        while (!due.isEmpty() && due.getFirst().millis() <= nowMillis) {
            Course course = courseOf(due.removeFirst().key());
            course.missEnded(nowMillis);
            boolean stillDue = course.dueMillis() <= nowMillis;
            if (stillDue && course.hung()) {
                course.missHung();
            } else if (stillDue && steps.size() < most) {
                Ask ask = course.ask(nowMillis);
                deadlines.add(new Due(ask.deadlineMillis(), ask.key()));
                steps.add(ask);
            }
            goOn(course);
            if (stillDue && steps.size() >= most) {
                return;
            }
        }
    }

    private ScrapeOutcome owedOf(Course course) {
        OwedSlots slot = course.takeOwed();
        if (!course.owes()) {
            owing.remove(course);
            goOn(course);
        }
        Miss miss = slot.miss();
        return new ScrapeOutcome(
                course.key().site(),
                course.key().node(),
                course.key().name(),
                slot.from(),
                nowMillis,
                new Result.Gap(miss.cause(), miss.detail()));
    }

    /**
     * Takes what came of asking; once for each request.
     *
     * @return the outcome; empty where the request was given up and its gap was told
     */
    public Optional<ScrapeOutcome> settle(Ask ask, Result result, long atMillis) {
        advance(atMillis);
        Course course = courses.get(ask.key());
        if (course == null || !course.awaits(ask)) {
            return Optional.empty();
        }
        boolean told = course.hung();
        deadlines.remove(new Due(ask.deadlineMillis(), ask.key()));
        due.remove(dueOf(course));
        course.missEnded(nowMillis);
        course.setIdle();
        goOn(course);
        return told ? Optional.empty() : Optional.of(outcome(ask, result));
    }

    /** Returns when there is something to do next if nothing happens before; empty without targets. */
    public OptionalLong nextMillis() {
        if (!owing.isEmpty()) {
            return OptionalLong.of(nowMillis);
        }
        long next = Math.min(
                due.isEmpty() ? Long.MAX_VALUE : due.getFirst().millis(),
                deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.getFirst().millis() + GIVEN_UP_AFTER_MILLIS);
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Returns how many targets are asked. */
    public int size() {
        return Math.toIntExact(
                courses.values().stream().filter(course -> !course.gone()).count());
    }

    /** Returns how many requests are under way whose outcome is not yet told. */
    public int pending() {
        return deadlines.size();
    }

    /** Returns what the next process must know, by target. */
    public List<TargetProgress> progress() {
        return courses.values().stream().map(Course::progress).toList();
    }

    /** Lets the course wait for its next moment, tell what it owes, or be forgotten. */
    private void goOn(Course course) {
        if (course.owes()) {
            owing.add(course);
        }
        if (course.over()) {
            courses.remove(course.key());
        } else if (!course.gone() && (course.hung() || !course.busy())) {
            due.add(dueOf(course));
        }
    }

    private Course courseOf(TargetKey key) {
        Course course = courses.get(key);
        if (course == null) {
            throw new IllegalStateException("Nothing is known of " + key);
        }
        return course;
    }

    private static Due dueOf(Course course) {
        return new Due(course.dueMillis(), course.key());
    }

    private static ScrapeOutcome outcome(Ask ask, Result result) {
        TargetKey key = ask.key();
        return new ScrapeOutcome(key.site(), key.node(), key.name(), ask.slotMillis(), ask.askedMillis(), result);
    }

    private void advance(long atMillis) {
        nowMillis = Math.max(nowMillis, atMillis);
    }
}
