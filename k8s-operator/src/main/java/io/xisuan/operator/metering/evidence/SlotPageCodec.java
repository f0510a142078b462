package io.xisuan.operator.metering.evidence;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.evidence.columns.ByteReader;
import io.xisuan.operator.metering.evidence.columns.ByteWriter;
import io.xisuan.operator.metering.evidence.columns.SlotColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Turns a page into bytes and back, without loss: what is restored answers as what was collected. */
final class SlotPageCodec {
    private SlotPageCodec() {}

    static void write(ByteWriter out, SlotPage page) {
        out.number(page.slots);
        for (SlotColumn column : List.of(page.state, page.absence, page.asked, page.lost, page.boot)) {
            column.write(out);
        }
        for (byte[] hash : page.hashes) {
            out.octet(hash.length);
            out.raw(hash, 0, hash.length);
        }
        List<String> boots = page.boots.values();
        out.number(boots.size());
        boots.forEach(out::text);
        out.number(page.faultSets.values().size());
        page.faultSets.values().forEach(codes -> {
            out.number(codes.size());
            codes.forEach(out::text);
        });
        out.number(page.heldLists.values().size());
        page.heldLists.values().forEach(held -> {
            out.number(held.size());
            held.forEach(holding -> write(out, holding));
        });
        out.number(page.places.values().size());
        page.places.values().forEach(seen -> write(out, seen));
        out.number(page.devices.size());
        page.devices.forEach((device, columns) -> {
            out.text(device.value());
            columns.write(out);
        });
    }

    static SlotPage read(ByteReader in) {
        int slots = Math.toIntExact(in.number());
        if (slots > 3600) {
            throw new IllegalArgumentException("No page has %d slots".formatted(slots));
        }
        SlotPage page = new SlotPage(slots);
        page.state = SlotColumn.read(in, slots, SlotPage.NOTHING);
        page.absence = SlotColumn.read(in, slots, 0);
        page.asked = SlotColumn.read(in, slots, 0);
        page.lost = SlotColumn.read(in, slots, 0);
        page.boot = SlotColumn.read(in, slots, 0);
        for (int i = 0; i < slots; i++) {
            page.hashes[i] = in.raw(in.octet());
        }
        readDictionaries(in, page);
        for (long rest = in.number(); rest > 0; rest--) {
            page.devices.put(new DeviceKey(in.text()), DeviceColumns.read(in, slots));
        }
        return page;
    }

    private static void readDictionaries(ByteReader in, SlotPage page) {
        for (long rest = in.number(); rest > 0; rest--) {
            page.boots.number(in.text());
        }
        for (long rest = in.number(); rest > 0; rest--) {
            TreeSet<String> codes = new TreeSet<>();
            for (long more = in.number(); more > 0; more--) {
                codes.add(in.text());
            }
            page.faultSets.number(codes);
        }
        for (long rest = in.number(); rest > 0; rest--) {
            List<Holding> held = new ArrayList<>();
            for (long more = in.number(); more > 0; more--) {
                held.add(holding(in));
            }
            page.heldLists.number(List.copyOf(held));
        }
        for (long rest = in.number(); rest > 0; rest--) {
            page.places.number(seen(in));
        }
    }

    private static void write(ByteWriter out, Holding holding) {
        out.text(holding.device().value());
        out.text(holding.parent().map(DeviceKey::value).orElse(""));
        for (String text : List.of(
                holding.owner().namespace(),
                holding.owner().name(),
                holding.owner().uid(),
                holding.owner().container(),
                holding.resource(),
                holding.node())) {
            out.text(text);
        }
        out.number(holding.share().map(AcceleratorShare::numerator).orElse(0));
        out.number(holding.share().map(AcceleratorShare::denominator).orElse(0));
        out.octet(holding.shared() ? 1 : 0);
        out.number(holding.memoryMib());
    }

    private static Holding holding(ByteReader in) {
        DeviceKey device = new DeviceKey(in.text());
        Optional<DeviceKey> parent = parent(in.text());
        PodOwner owner = new PodOwner(in.text(), in.text(), in.text(), in.text());
        String resource = in.text();
        String node = in.text();
        int numerator = Math.toIntExact(in.number());
        int denominator = Math.toIntExact(in.number());
        Optional<AcceleratorShare> share =
                numerator == 0 ? Optional.empty() : Optional.of(new AcceleratorShare(numerator, denominator));
        return new Holding(device, parent, owner, resource, share, in.octet() == 1, in.number(), node);
    }

    private static void write(ByteWriter out, SeenDevice seen) {
        out.text(seen.key().value());
        out.text(seen.parent().map(DeviceKey::value).orElse(""));
        out.text(seen.profile());
        out.text(seen.slot());
        out.text(seen.model());
    }

    private static SeenDevice seen(ByteReader in) {
        return new SeenDevice(new DeviceKey(in.text()), parent(in.text()), in.text(), in.text(), in.text());
    }

    private static Optional<DeviceKey> parent(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new DeviceKey(text));
    }
}
