package io.xisuan.billing.claim.evidence;

import io.xisuan.billing.invoice.BookRow;
import io.xisuan.model.DeviceMillis;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which devices were used, and how long each: what an authority compares with the supplier's inventory. */
public final class DeviceList {
    private final SortedMap<String, DeviceMillis> devices = new TreeMap<>();

    /** Adds billed time of line books. */
    public void add(List<BookRow> rows) {
        for (BookRow row : rows) {
            if (row.unbilled().isEmpty()) {
                add(
                        row.site().value(),
                        row.node().value(),
                        row.lane(),
                        row.model().id(),
                        row.quantity());
            }
        }
    }

    void add(String site, String node, String lane, String model, DeviceMillis quantity) {
        devices.merge(String.join("\t", site, node, lane, model), quantity, DeviceMillis::plus);
    }

    /** Returns the list as a file, or none when there is no device. */
    public List<EvidenceFile> files() {
        return devices.isEmpty()
                ? List.of()
                : List.of(EvidenceFile.text("usage/devices.csv", ProofKind.DEVICES, CsvText.of(rows())));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("site", "node", "lane", "model", "deviceMillis"));
        devices.forEach((device, quantity) -> {
            List<String> row = new ArrayList<>(List.of(device.split("\t", -1)));
            row.add(Long.toString(quantity.value()));
            rows.add(row);
        });
        return rows;
    }
}
