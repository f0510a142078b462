package io.xisuan.benchmarks;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Allocation as published with "Beware of Fragmentation" (USENIX ATC'23): mean and deviation over ten seeds, in percent of devices. */
record PublishedAllocation(SortedMap<String, Published> byKey) {
    /** A published figure. */
    record Published(BigDecimal mean, BigDecimal deviation) {}

    static PublishedAllocation read(PublicData data, String mix) {
        return of(data.lines("fgd/published.csv"), mix);
    }

    static PublishedAllocation of(List<String> lines, String mix) {
        SortedMap<String, Published> byKey = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals("alloc_pct") && cells[1].equals("openb_pod_list_" + mix)) {
                byKey.put(
                        key(policy(cells[2]), Integer.parseInt(cells[3])),
                        new Published(new BigDecimal(cells[4]), new BigDecimal(cells[5])));
            }
        }
        return new PublishedAllocation(byKey);
    }

    private static String policy(String published) {
        return switch (published) {
            case "01-Random" -> "random";
            case "02-DotProd" -> "dotprod";
            case "03-GpuClustering" -> "clustering";
            case "04-GpuPacking" -> "packing";
            case "05-BestFit" -> "bestfit";
            case "06-FGD" -> "fgd";
            default -> published;
        };
    }

    private static String key(String policy, int arrivedPercent) {
        return policy + " at " + arrivedPercent;
    }

    /** Returns the figure of a policy. */
    Optional<Published> of(String policy, int arrivedPercent) {
        return Optional.ofNullable(byKey.get(key(policy, arrivedPercent)));
    }
}
