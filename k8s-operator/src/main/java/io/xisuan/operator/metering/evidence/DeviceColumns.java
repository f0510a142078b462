package io.xisuan.operator.metering.evidence;

import io.xisuan.operator.metering.evidence.columns.ByteReader;
import io.xisuan.operator.metering.evidence.columns.ByteWriter;
import io.xisuan.operator.metering.evidence.columns.SlotColumn;
import java.util.List;

/** What was said of one device in the slots of a page, a column for each thing. */
final class DeviceColumns {
    /** A slot in which no line names the device. */
    static final long NOT_NAMED = -1000;

    /** A slot without a value. */
    static final long NONE = -1;

    /** Per mille; or a gap's code as a negative number; or {@link #NOT_NAMED}. */
    final SlotColumn use;

    final SlotColumn energy;
    final SlotColumn health;
    final SlotColumn cap;
    final SlotColumn faults;
    final SlotColumn held;
    final SlotColumn place;

    DeviceColumns(int slots) {
        use = new SlotColumn(slots, NOT_NAMED);
        energy = new SlotColumn(slots, NONE);
        health = new SlotColumn(slots, NONE);
        cap = new SlotColumn(slots, NONE);
        faults = new SlotColumn(slots, 0);
        held = new SlotColumn(slots, 0);
        place = new SlotColumn(slots, 0);
    }

    private DeviceColumns(ByteReader in, int slots) {
        use = SlotColumn.read(in, slots, NOT_NAMED);
        energy = SlotColumn.read(in, slots, NONE);
        health = SlotColumn.read(in, slots, NONE);
        cap = SlotColumn.read(in, slots, NONE);
        faults = SlotColumn.read(in, slots, 0);
        held = SlotColumn.read(in, slots, 0);
        place = SlotColumn.read(in, slots, 0);
    }

    void write(ByteWriter out) {
        for (SlotColumn column : List.of(use, energy, health, cap, faults, held, place)) {
            column.write(out);
        }
    }

    static DeviceColumns read(ByteReader in, int slots) {
        return new DeviceColumns(in, slots);
    }

    void clear(int slot) {
        use.set(slot, NOT_NAMED);
        energy.set(slot, NONE);
        health.set(slot, NONE);
        cap.set(slot, NONE);
        faults.set(slot, 0);
        held.set(slot, 0);
        place.set(slot, 0);
    }
}
