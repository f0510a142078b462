package io.xisuan.cli.operator;

import io.xisuan.operator.act.Footprint;
import io.xisuan.operator.act.HeldPod;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an uninstallation finds and does, as JSON shows it.
 *
 * @param removed whether it was taken away; false for a look alone
 * @param purged whether kinds, objects and the namespace went too
 * @param running pods that may still hold devices: nobody meters them any more
 * @param freed pods whose finalizer or gate is taken off
 * @param installed what goes: policies, rights and the rest
 * @param kept how many objects of each kind there are, by the kind's name
 * @param openMoney what the books still have open; empty when they were not looked at
 * @param books why the books were not looked at; empty when they were
 * @param release the Helm release that is to be uninstalled next
 */
record Departure(
        boolean removed,
        boolean purged,
        List<HeldPod> running,
        List<HeldPod> freed,
        List<String> installed,
        SortedMap<String, Integer> kept,
        List<OpenMoney.Item> openMoney,
        Optional<String> books,
        Optional<String> release) {
    Departure {
        running = List.copyOf(running);
        freed = List.copyOf(freed);
        installed = List.copyOf(installed);
        openMoney = List.copyOf(openMoney);
    }

    static Departure of(Footprint seen, OpenMoney money, Optional<String> notLooked, boolean removed, boolean purged) {
        return new Departure(
                removed,
                purged,
                seen.living(),
                seen.pods().stream().filter(pod -> pod.metered() || pod.gated()).toList(),
                seen.installed(),
                seen.objects(),
                money.items(),
                notLooked,
                seen.release());
    }
}
