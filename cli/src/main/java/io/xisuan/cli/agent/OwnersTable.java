package io.xisuan.cli.agent;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.operator.agent.DeviceOwner;
import io.xisuan.operator.agent.NodeOwners;
import io.xisuan.operator.agent.UidVerdict;
import java.util.Locale;

/** Who holds which device, for people. */
final class OwnersTable {
    private OwnersTable() {}

    static Table of(NodeOwners known) {
        Table.Builder table = Table.of(
                Column.text("resource", "Resource"),
                Column.text("device", "Device"),
                Column.text("parent", "Part of"),
                Column.text("share", "Share"),
                Column.text("namespace", "Namespace"),
                Column.text("pod", "Pod"),
                Column.text("container", "Container"),
                Column.text("uid", "Pod's uid"));
        for (DeviceOwner owner : known.owners()) {
            table.row(
                    owner.resource(),
                    owner.device(),
                    owner.parent(),
                    owner.share().map(AcceleratorShare::toString).orElse(""),
                    owner.pod().namespace(),
                    owner.pod().name(),
                    owner.container(),
                    uid(owner));
        }
        return table.build();
    }

    private static String uid(DeviceOwner owner) {
        return owner.verdict() == UidVerdict.CONFIRMED
                ? owner.uid().orElse("")
                : "(%s)"
                        .formatted(
                                owner.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
