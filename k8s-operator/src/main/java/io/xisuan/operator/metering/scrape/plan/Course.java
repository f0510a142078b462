package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Ask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One target on its way through its slots; mutable, owned by the plan. */
final class Course {
    private PlannedTarget target;
    private long nextSlot;
    private boolean gone;
    private Optional<Ask> asked = Optional.empty();
    private boolean hung;
    private final ArrayDeque<OwedSlots> owed = new ArrayDeque<>();

    Course(PlannedTarget target, long nextSlot) {
        this.target = target;
        this.nextSlot = nextSlot;
    }

    /** Returns the course that an earlier process left, with nothing older than the given time. */
    static Course resumed(TargetProgress left, long oldestMillis) {
        PlannedTarget target = left.target();
        Course course = new Course(target, Math.max(target.slotFrom(left.nextSlot()), target.slotFrom(oldestMillis)));
        course.gone = left.gone();
        for (OwedSlots slots : left.owed()) {
            if (slots.to() > oldestMillis) {
                long skipped = Math.max(0, Math.ceilDiv(oldestMillis - slots.from(), slots.step()));
                long from = slots.from() + skipped * slots.step();
                if (from < slots.to()) {
                    course.owed.add(new OwedSlots(from, slots.to(), slots.step(), slots.miss()));
                }
            }
        }
        return course;
    }

    TargetKey key() {
        return target.key();
    }

    long dueMillis() {
        return nextSlot + target.jitterMillis();
    }

    boolean gone() {
        return gone;
    }

    /** Says whether a request is under way, or never ended. */
    boolean busy() {
        return asked.isPresent();
    }

    boolean hung() {
        return hung;
    }

    boolean owes() {
        return !owed.isEmpty();
    }

    /** Says whether nothing is left to tell of a target that is gone. */
    boolean over() {
        return gone && !owes() && !busy();
    }

    /** Takes the target as it is discovered now. */
    void found(PlannedTarget now, long nowMillis) {
        if (gone) {
            nextSlot = Math.max(now.slotFrom(nextSlot), now.firstSlotDueFrom(nowMillis));
        } else if (now.intervalMillis() != target.intervalMillis()) {
            missEnded(nowMillis);
            nextSlot = Math.max(now.slotFrom(nextSlot), now.firstSlotDueFrom(nowMillis));
        }
        gone = false;
        target = now;
    }

    /** Ends the course: what was due and not asked is owed. */
    void lost(long nowMillis) {
        missEnded(nowMillis);
        long end = target.firstSlotDueFrom(nowMillis);
        if (end > nextSlot) {
            owe(end, hung ? Miss.HUNG : Miss.GONE);
        }
        gone = true;
    }

    /** Owes all slots that ended before the given time without being asked. */
    void missEnded(long nowMillis) {
        long open = target.slotOf(nowMillis);
        if (!gone && open > nextSlot) {
            owe(open, hung ? Miss.HUNG : Miss.AWAY);
        }
    }

    /** Owes the slot that is due now, because the earlier request never ended. */
    void missHung() {
        owe(nextSlot + target.intervalMillis(), Miss.HUNG);
    }

    private void owe(long to, Miss miss) {
        OwedSlots slots = new OwedSlots(nextSlot, to, target.intervalMillis(), miss);
        OwedSlots last = owed.peekLast();
        if (last != null && last.goesOnWith(slots)) {
            owed.removeLast();
            owed.add(last.until(to));
        } else {
            owed.add(slots);
        }
        nextSlot = to;
    }

    /** Takes the oldest slot that is owed off what is owed. */
    OwedSlots takeOwed() {
        OwedSlots first = owed.remove();
        if (first.from() + first.step() < first.to()) {
            owed.addFirst(new OwedSlots(first.from() + first.step(), first.to(), first.step(), first.miss()));
        }
        return first.until(first.from() + first.step());
    }

    Ask ask(long nowMillis) {
        long turnMillis = Math.max(nowMillis, nextSlot + target.intervalMillis());
        Ask ask = new Ask(key(), nextSlot, nowMillis, turnMillis + target.timeoutMillis());
        asked = Optional.of(ask);
        nextSlot += target.intervalMillis();
        return ask;
    }

    Ask asked() {
        return asked.orElseThrow();
    }

    boolean awaits(Ask ask) {
        return asked.filter(ask::equals).isPresent();
    }

    void setHung() {
        hung = true;
    }

    void setIdle() {
        asked = Optional.empty();
        hung = false;
    }

    /** Returns what the next process must know; a request under way counts as never asked. */
    TargetProgress progress() {
        List<OwedSlots> all = new ArrayList<>(owed);
        if (busy() && !hung) {
            long slot = asked.orElseThrow().slotMillis();
            all.add(new OwedSlots(slot, slot + target.intervalMillis(), target.intervalMillis(), Miss.AWAY));
        }
        return new TargetProgress(target, nextSlot, gone, all);
    }
}
