package io.xisuan.operator.act;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files that tell the workers of a gang of each other: the data of its one ConfigMap, and where the workers find them.
 *
 * <p>Open MPI reads {@code host slots=n} (Open MPI manual, mpirun, "--hostfile"), MPICH and Intel MPI {@code host:n} (Hydra's host
 * file). The rank table begins as {@code initializing} and is completed by {@link RankTable}.
 */
public final class GangFiles {
    /** The folder of what we put into every worker that needs it. */
    public static final String FOLDER = "/etc/xisuan";

    /** Empty until the worker is told to stop; then the instant by which it is to have done so. */
    public static final String STOP = FOLDER + "/stop";

    /** The folder in which Ascend's images look for {@code hccl.json} (MindCluster documentation, "hccl.json file description"). */
    public static final String RANK_TABLE_FOLDER = "/user/serverid/devindex/config";

    static final String STOP_KEY = "stop";
    static final String HOSTFILE = "hostfile";
    static final String MACHINEFILE = "machinefile";

    private GangFiles() {}

    /** Returns the content of each file by its name; empty when the gang needs none. */
    static SortedMap<String, String> of(GangOrder order) {
        SortedMap<String, String> files = new TreeMap<>();
        switch (order.worker().launcher()) {
            case TORCHRUN -> {}
            case MPI -> {
                int slots = order.worker().devices();
                files.put(HOSTFILE, lines(order, host -> host + " slots=" + slots));
                files.put(MACHINEFILE, lines(order, host -> host + ":" + slots));
            }
            case RANK_TABLE -> files.put(RankTable.FILE, RankTable.INITIALIZING);
        }
        return Collections.unmodifiableSortedMap(files);
    }

    private static String lines(GangOrder order, Function<String, String> line) {
        List<String> hosts = order.pods().size() == 1
                ? List.of("localhost")
                : order.pods().stream()
                        .map(pod -> GangNames.host(order.attempt(), pod.rank()))
                        .toList();
        return hosts.stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    }
}
