package io.xisuan.image;

import io.xisuan.image.inventory.BillOfMaterials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The accounts, names and folders that packages would have made by scripts. */
final class Accounts {
    private Accounts() {}

    static void write(Path root, int user) throws IOException {
        BillOfMaterials.write(root.resolve("etc/passwd"), """
            root:x:0:0:root:/:/usr/bin/dash
            nobody:x:65534:65534:nobody:/:/usr/bin/dash
            xisuan:x:%d:%d:xisuan:/data:/usr/bin/dash
            """.formatted(user, user));
        BillOfMaterials.write(root.resolve("etc/group"), "root:x:0:\nnogroup:x:65534:\nxisuan:x:%d:\n".formatted(user));
        // Without it the C library asks DNS before /etc/hosts.
        BillOfMaterials.write(root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("data"));
        if (!Files.exists(root.resolve("usr/bin/sh"))) {
            Files.createSymbolicLink(root.resolve("usr/bin/sh"), Path.of("dash"));
        }
    }
}
