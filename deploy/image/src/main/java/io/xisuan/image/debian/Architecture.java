package io.xisuan.image.debian;

import io.xisuan.model.InputException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A processor architecture that images are made for, as Debian, the ELF format and the dynamic loader spell it. */
public enum Architecture {
    AMD64("amd64", "x86_64-linux-gnu", "ld-linux-x86-64.so.2", "x86_64", 62),
    ARM64("arm64", "aarch64-linux-gnu", "ld-linux-aarch64.so.1", "aarch64", 183);

    private final String debian;
    private final String triplet;
    private final String loader;
    private final String machine;
    private final int elfMachine;

    Architecture(String debian, String triplet, String loader, String machine, int elfMachine) {
        this.debian = debian;
        this.triplet = triplet;
        this.loader = loader;
        this.machine = machine;
        this.elfMachine = elfMachine;
    }

    /** Returns the architecture of this name in Debian and in images ({@code amd64}, {@code arm64}). */
    public static Architecture named(String name) {
        return Stream.of(values())
                .filter(each -> each.debian.equals(name))
                .findFirst()
                .orElseThrow(() -> InputException.of("%s: no such architecture; amd64 and arm64 are".formatted(name)));
    }

    /** Returns the architecture of the machine that this runs on, if it is Linux on one of these. */
    public static Optional<Architecture> ofThisMachine() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "");
        return Stream.of(values())
                .filter(each -> system.equals("linux"))
                .filter(each -> processor.equals(each.debian) || processor.equals(each.machine))
                .findFirst();
    }

    /** Returns the name in Debian and in images: {@code amd64}, {@code arm64}. */
    public String debian() {
        return debian;
    }

    /** Returns the name of the kernel's {@code uname -m}: {@code x86_64}, {@code aarch64}. */
    public String machine() {
        return machine;
    }

    /** Returns the folder of libraries, relative to the root. */
    public String libraries() {
        return "usr/lib/" + triplet;
    }

    /** Returns the path of the dynamic loader, relative to the root. */
    public String loader() {
        return libraries() + "/" + loader;
    }

    /** Returns the number of this machine in the header of an ELF file (System V ABI, e_machine). */
    public int elfMachine() {
        return elfMachine;
    }
}
