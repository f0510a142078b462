package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node with the list of what is held of it; everything is added up afresh each time. */
final class PlainNode {
    private final NodeShape shape;
    private final NodeLoad background;
    private final boolean cordoned;
    private final boolean lost;
    private final List<Held> held = new ArrayList<>();

    /** One worker on this node until an instant. */
    record Held(JobId job, WorkerShape shape, WorkerPlacement at, long endMillis) {}

    PlainNode(NodeShape shape, NodeLoad background, boolean cordoned, boolean lost) {
        this.shape = shape;
        this.background = background;
        this.cordoned = cordoned;
        this.lost = lost;
    }

    NodeShape shape() {
        return shape;
    }

    List<Held> held() {
        return held;
    }

    boolean isOpen() {
        return !cordoned && !lost;
    }

    int wholeHeld() {
        int devices = 0;
        for (Held each : held) {
            devices += each.at().devices();
        }
        return devices;
    }

    int opened() {
        return hasParts() ? new PlainSlots(shape, held).opened() : 0;
    }

    private boolean hasParts() {
        for (Held each : held) {
            if (each.shape().accelerators().isPart()) {
                return true;
            }
        }
        return false;
    }

    /** Returns what nobody holds; negative while an owner's pod overlaps ours. */
    long devicesLeft() {
        return (long) shape.devices() - background.devices() - wholeHeld() - opened();
    }

    long cpuLeft() {
        long left = shape.cpuMillis() - background.cpuMillis();
        for (Held each : held) {
            left -= each.shape().cpuMillis();
        }
        return left;
    }

    long memoryLeft() {
        long left = shape.memoryMib() - background.memoryMib();
        for (Held each : held) {
            left -= each.shape().memoryMib();
        }
        return left;
    }

    long otherLeft(String name) {
        return shape.capacity().others().getOrDefault(name, 0L)
                - held.stream()
                        .mapToLong(each -> each.shape().others().getOrDefault(name, 0L))
                        .sum();
    }

    int freeDevices() {
        return isOpen() ? (int) Math.max(0, devicesLeft()) : 0;
    }

    /** Returns how many workers more the node takes now, at most so many. */
    int fit(WorkerShape worker, int most) {
        if (!isOpen()) {
            return 0;
        }
        long fit = atMost(most, cpuLeft(), worker.cpuMillis());
        fit = atMost(fit, memoryLeft(), worker.memoryMib());
        for (Map.Entry<String, Long> other : worker.others().entrySet()) {
            fit = atMost(fit, otherLeft(other.getKey()), other.getValue());
        }
        return worker.accelerators().isPart()
                ? partsThatFit(worker.accelerators(), (int) fit)
                : (int) atMost(fit, freeDevices(), worker.wholeDevices());
    }

    int partsThatFit(Accelerators part, int most) {
        PlainSlots slots = new PlainSlots(shape, held);
        int openedBefore = slots.opened();
        int fit = 0;
        while (fit < most
                && slots.add(
                                part,
                                new WorkerPlacement(0, shape.name(), 0),
                                freeDevices() - slots.opened() + openedBefore)
                        .isPresent()) {
            fit++;
        }
        return fit;
    }

    /** Returns how many workers the node would take if nobody held anything of it. */
    int fitWhenEmpty(WorkerShape worker, int most) {
        return new PlainNode(shape, NodeLoad.NONE, false, false).fit(worker, most);
    }

    /** Returns the devices that so many workers, which fit, take or open. */
    int newlyOpened(WorkerShape worker, int workers) {
        if (!worker.accelerators().isPart()) {
            return workers * worker.wholeDevices();
        }
        PlainSlots slots = new PlainSlots(shape, held);
        int before = slots.opened();
        for (int i = 0; i < workers; i++) {
            if (slots.add(worker.accelerators(), new WorkerPlacement(0, shape.name(), 0), shape.devices())
                    .isEmpty()) {
                throw new IllegalStateException("%d workers of %s do not fit %s".formatted(workers, worker, this));
            }
        }
        return slots.opened() - before;
    }

    /** Returns where on the node the next such worker goes. */
    WorkerPlacement next(WorkerShape worker, int rank) {
        if (!worker.accelerators().isPart()) {
            return new WorkerPlacement(rank, shape.name(), worker.wholeDevices());
        }
        Optional<WorkerPlacement> at = new PlainSlots(shape, held)
                .add(worker.accelerators(), new WorkerPlacement(rank, shape.name(), 0), freeDevices());
        return at.orElseThrow();
    }

    /** Says whether a worker fits at just this place. */
    boolean fitsAt(WorkerShape worker, WorkerPlacement at) {
        return fit(worker, 1) == 1
                && (worker.accelerators().isPart()
                        ? new PlainSlots(shape, held).fitsAt(worker.accelerators(), at, freeDevices())
                        : at.devices() == worker.wholeDevices());
    }

    void hold(Held more) {
        held.add(more);
    }

    void release(JobId job) {
        held.removeIf(each -> each.job().equals(job));
    }

    /** Says whether anybody of ours holds more than there is. */
    boolean isOverdrawn() {
        return wholeHeld() + opened() > shape.devices()
                || cpuLeft() + background.cpuMillis() < 0
                || memoryLeft() + background.memoryMib() < 0
                || shape.capacity().others().keySet().stream().anyMatch(name -> otherLeft(name) < 0);
    }

    static long atMost(long workers, long there, long each) {
        return each == 0 ? workers : Math.min(workers, Math.max(0, there) / each);
    }

    @Override
    public String toString() {
        return shape.name().value();
    }
}
