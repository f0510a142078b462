package io.xisuan.operator.metering.simulated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The devices of one node and all that truly happened to them. What is told in order of time can be read at any instant, and
 * reads the same each time. Safe for several threads.
 */
public final class DeviceWorld {
    /** One card in a slot while it was there. */
    private record Card(int slot, int number, long fromMillis, OptionalLong untilMillis) {
        boolean in(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis.orElse(Long.MAX_VALUE);
        }

        Card until(long atMillis) {
            return new Card(slot, number, fromMillis, OptionalLong.of(atMillis));
        }
    }

    private record Fault(int slot, int code, long atMillis) {}

    private record UnallocatedUse(int slot, long fromMillis, long untilMillis) {}

    private final Make make;
    private final String node;
    private final long seed;
    private final List<Card> cards = new ArrayList<>();
    private final List<Long> boots = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<UnallocatedUse> unallocated = new ArrayList<>();
    private final LinkedHashMap<String, ContainerRun> runs = new LinkedHashMap<>();
    private boolean dozes;

    public DeviceWorld(Make make, String node, int devices, long bootedMillis, long seed) {
        this.make = make;
        this.node = node;
        this.seed = seed;
        boots.add(bootedMillis);
        IntStream.range(0, devices).forEach(slot -> cards.add(new Card(slot, 0, bootedMillis, OptionalLong.empty())));
    }

    public Make make() {
        return make;
    }

    public String node() {
        return node;
    }

    /**
     * Gives a container the lowest free devices, as the kubelet does when a pod is bound to the node.
     *
     * @return what was given, or empty when too few are free (the kubelet then says UnexpectedAdmissionError)
     */
    public synchronized Optional<ContainerRun> allocate(PodRef pod, int devices, long atMillis) {
        List<Integer> free = cards.stream()
                .filter(card -> card.in(atMillis))
                .map(Card::slot)
                .filter(slot -> owners(slot, atMillis).isEmpty())
                .sorted()
                .limit(devices)
                .toList();
        return free.size() < devices ? Optional.empty() : Optional.of(allocateOn(pod, free, atMillis));
    }

    /** Gives a container these devices, also when others have them: time slices and fractions. */
    public synchronized ContainerRun allocateOn(PodRef pod, List<Integer> slots, long atMillis) {
        ContainerRun run = new ContainerRun(pod, slots, atMillis, OptionalLong.empty(), OptionalLong.empty());
        if (runs.putIfAbsent(pod.uid() + "/" + pod.container(), run) != null) {
            throw new IllegalStateException("%s has its devices already".formatted(pod));
        }
        return run;
    }

    /** The container's process begins. */
    public synchronized void start(PodRef pod, long atMillis) {
        runs.compute(pod.uid() + "/" + pod.container(), (key, run) -> {
            ContainerRun known = known(pod, run);
            return new ContainerRun(
                    pod, known.slots(), known.allocatedMillis(), OptionalLong.of(atMillis), OptionalLong.empty());
        });
    }

    /** The container's process ends, or the container is given up before it began. */
    public synchronized void end(PodRef pod, long atMillis) {
        runs.compute(pod.uid() + "/" + pod.container(), (key, run) -> {
            ContainerRun known = known(pod, run);
            return known.endedMillis().isPresent()
                    ? known
                    : new ContainerRun(
                            pod,
                            known.slots(),
                            known.allocatedMillis(),
                            known.startedMillis(),
                            OptionalLong.of(atMillis));
        });
    }

    private static ContainerRun known(PodRef pod, @Nullable ContainerRun run) {
        if (run == null) {
            throw new IllegalStateException("%s was given no devices".formatted(pod));
        }
        return run;
    }

    /** The card of a slot falls off the bus. */
    public synchronized void vanish(int slot, long atMillis) {
        cards.replaceAll(card -> card.slot() == slot && card.in(atMillis) ? card.until(atMillis) : card);
    }

    /** Another card is put into a slot: the position stays, the hardware id does not. */
    public synchronized void swap(int slot, long atMillis) {
        vanish(slot, atMillis);
        int number = cards.stream()
                .filter(card -> card.slot() == slot)
                .mapToInt(Card::number)
                .max()
                .orElse(-1);
        cards.add(new Card(slot, number + 1, atMillis, OptionalLong.empty()));
    }

    /** The driver sees a fault. */
    public synchronized void fault(int slot, int code, long atMillis) {
        faults.add(new Fault(slot, code, atMillis));
    }

    /** The node starts anew: counters and remembered faults begin at zero. */
    public synchronized void reboot(long atMillis) {
        boots.add(atMillis);
    }

    /** Somebody uses a device that the kubelet did not give them. */
    public synchronized void useUnallocated(int slot, long fromMillis, long untilMillis) {
        unallocated.add(new UnallocatedUse(slot, fromMillis, untilMillis));
    }

    /** Returns how often the node had started by an instant. */
    synchronized long boot(long atMillis) {
        return boots.stream().filter(at -> at <= atMillis).count();
    }

    /** Has whatever holds the devices from now on do nothing with them. */
    public synchronized void doze() {
        dozes = true;
    }

    /** Returns every container run that there was, in the order of their allocation. */
    public synchronized List<ContainerRun> runs() {
        return List.copyOf(runs.values());
    }

    /** Returns what the drivers would report of all cards that are there at an instant, by slot. */
    synchronized List<DeviceReading> readings(long atMillis) {
        return cards.stream()
                .filter(card -> card.in(atMillis))
                .sorted(Comparator.comparingInt(Card::slot))
                .map(card -> reading(card, atMillis))
                .toList();
    }

    private DeviceReading reading(Card card, long atMillis) {
        int slot = card.slot();
        boolean busy = (!dozes && runs.values().stream().anyMatch(run -> on(run, slot) && run.runs(atMillis)))
                || unallocated.stream()
                        .anyMatch(use ->
                                use.slot() == slot && use.fromMillis() <= atMillis && atMillis < use.untilMillis());
        int curve = new SplittableRandom(seed * 31 + slot * 1_000_003L + atMillis / 1000).nextInt(40);
        return new DeviceReading(
                slot,
                make.hardwareId(node, slot, card.number()),
                make.pluginId(node, slot, card.number()),
                busy ? 60 + curve : 0,
                busy ? make.memoryMib() - 4_096 - curve : 0,
                busy ? make.busyWatts() : make.idleWatts(),
                energy(card, atMillis),
                faultCode(card, atMillis),
                owners(slot, atMillis),
                lastOwner(slot, atMillis));
    }

    private long epoch(Card card, long atMillis) {
        long boot = boots.stream()
                .filter(at -> at <= atMillis)
                .reduce((one, other) -> other)
                .orElse(card.fromMillis());
        return Math.max(boot, card.fromMillis());
    }

    /** Watts times milliseconds are millijoules. */
    private long energy(Card card, long atMillis) {
        long from = epoch(card, atMillis);
        long busy = runs.values().stream()
                .filter(run -> on(run, card.slot()))
                .mapToLong(run -> run.busyMillis(from, atMillis))
                .sum();
        return make.idleWatts() * (atMillis - from) + (make.busyWatts() - make.idleWatts()) * busy;
    }

    private int faultCode(Card card, long atMillis) {
        long from = epoch(card, atMillis);
        return faults.stream()
                .filter(fault ->
                        fault.slot() == card.slot() && fault.atMillis() >= from && fault.atMillis() <= atMillis)
                .mapToInt(Fault::code)
                .reduce(0, (one, other) -> other);
    }

    private List<PodRef> owners(int slot, long atMillis) {
        return runs.values().stream()
                .filter(run -> on(run, slot) && run.holds(atMillis))
                .map(ContainerRun::pod)
                .toList();
    }

    private Optional<PodRef> lastOwner(int slot, long atMillis) {
        List<ContainerRun> ended = new ArrayList<>(runs.values().stream()
                .filter(run -> on(run, slot) && run.endedMillis().orElse(Long.MAX_VALUE) <= atMillis)
                .toList());
        ended.sort(Comparator.comparingLong(run -> run.endedMillis().orElse(0)));
        Collections.reverse(ended);
        return ended.stream().findFirst().map(ContainerRun::pod);
    }

    private static boolean on(ContainerRun run, int slot) {
        return run.slots().contains(slot);
    }
}
