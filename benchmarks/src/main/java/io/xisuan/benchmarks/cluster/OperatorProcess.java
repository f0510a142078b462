package io.xisuan.benchmarks.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How the operator of a measurement is started: who it is, which store and folder it has. */
record OperatorProcess(Lab lab, Program program, String name, String user, String db, List<String> further) {
    /** What the operator says once it is the leader and knows the world. */
    static final String LEADS = "leading cluster";

    /** What it says while another one leads. */
    static final String STANDS_BY = "standing by: cluster";

    OperatorProcess {
        further = List.copyOf(further);
    }

    /** Returns an operator of the testbed's user of that name, in a cluster that is installed already, with its store in a file. */
    static OperatorProcess usual(Lab lab, Program program) {
        return new OperatorProcess(
                lab, program, "operator", "xisuan-operator", fileStore(lab), List.of("--no-install"));
    }

    static String fileStore(Lab lab) {
        return "jdbc:sqlite:" + lab.folder().resolve("xisuan.db");
    }

    Path log() {
        return lab.folder().resolve(name + ".log");
    }

    /** Starts it and does not wait; it is ended with the lab. */
    Child start() {
        List<String> arguments = new ArrayList<>(List.of(
                "operator",
                "--kubeconfig",
                lab.kubeconfig(user).toString(),
                "--data",
                lab.folder().resolve(name).toString(),
                "--db",
                db));
        arguments.addAll(further);
        return lab.keep(Child.start(log(), program.command(arguments), new TreeMap<>()));
    }

    /** Starts it and waits until it leads. */
    Child lead() {
        Child started = start();
        secondsToLead(started);
        return started;
    }

    /** Waits until it leads, and returns how long that took from the start of its process. */
    double secondsToLead(Child child) {
        return (child.awaitSaying(LEADS, lab.limit()) - child.startedNanos()) / 1e9;
    }
}
