package io.xisuan.scheduler.demand;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The workers of one job: they start together at one site or not at all.
 *
 * <p>As a wish it may be elastic: one of its roles names fewer workers than it makes use of. What is placed never is; see
 * {@link #largest}, {@link #smallest} and {@link #sized}. Ranks run through the roles in their order.
 */
public record Gang(List<Role> roles) {
    public Gang {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("A gang has at least one role");
        }
        if (new TreeSet<>(roles.stream().map(Role::name).toList()).size() != roles.size()) {
            throw new IllegalArgumentException("A gang names each role once: " + roles);
        }
        if (roles.stream().filter(Role::isElastic).count() > 1) {
            throw new IllegalArgumentException("At most one role of a gang is elastic: " + roles);
        }
        int devices = 0;
        int workers = 0;
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            workers = Math.addExact(workers, role.maxWorkers());
            devices = Math.addExact(devices, role.maxWorkers() * role.shape().wholeDevices());
        }
    }

    /** The name of the role of a gang whose workers are all alike. */
    public static final String WORKER = "worker";

    /** Returns a gang of workers that are all alike. */
    public static Gang of(int workers, WorkerShape shape) {
        return new Gang(List.of(new Role(WORKER, workers, workers, shape)));
    }

    /** Returns a gang of workers with whole devices, or none. */
    public static Gang of(int workers, int devicesPerWorker, long cpuMillisPerWorker, long memoryMibPerWorker) {
        return of(
                workers, WorkerShape.of(Accelerators.whole(devicesPerWorker), cpuMillisPerWorker, memoryMibPerWorker));
    }

    /** Returns a gang that is bound by devices only. */
    public static Gang ofDevices(int workers, int devicesPerWorker) {
        return of(workers, devicesPerWorker, 0, 0);
    }

    /** Returns the most workers of all roles together. */
    public int workers() {
        int workers = 0;
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            workers += role.maxWorkers();
        }
        return workers;
    }

    /** Returns the devices that all workers together take whole, at most. */
    public int devices() {
        int devices = 0;
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            devices += role.maxWorkers() * role.shape().wholeDevices();
        }
        return devices;
    }

    /** Returns the devices that all workers together hold whole or in part: at most one for each share or partition. */
    public int devicesTouched() {
        int devices = 0;
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            Accelerators each = role.shape().accelerators();
            devices += role.maxWorkers() * (each.isPart() ? 1 : each.wholeDevices());
        }
        return devices;
    }

    /** Says whether all workers are alike. */
    public boolean isUniform() {
        return roles.size() == 1;
    }

    /** Returns the shape of the worker with this rank, of a gang with its most workers. */
    public WorkerShape shape(int rank) {
        int first = 0;
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            if (rank < first + role.maxWorkers()) {
                return role.shape();
            }
            first += role.maxWorkers();
        }
        throw new IllegalArgumentException("A gang of %d workers has no rank %d".formatted(workers(), rank));
    }

    /** Says whether the job runs with fewer workers too. */
    public boolean isElastic() {
        for (int i = 0; i < roles.size(); i++) {
            Role role = roles.get(i);
            if (role.isElastic()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the gang with as many workers as it makes use of. */
    public Gang largest() {
        return isElastic()
                ? new Gang(roles.stream()
                        .map(role -> role.sized(role.maxWorkers()))
                        .toList())
                : this;
    }

    /** Returns the gang with as few workers as it runs with. */
    public Gang smallest() {
        return isElastic()
                ? new Gang(roles.stream()
                        .map(role -> role.sized(role.minWorkers()))
                        .toList())
                : this;
    }

    /** Returns the gang with at most so many workers in its elastic role, which has no fewer than its fewest. */
    public Gang upTo(int elasticWorkers) {
        return new Gang(roles.stream()
                .map(role -> role.isElastic()
                        ? new Role(
                                role.name(),
                                role.minWorkers(),
                                Math.max(role.minWorkers(), Math.min(role.maxWorkers(), elasticWorkers)),
                                role.shape())
                        : role)
                .toList());
    }

    /** Returns the gang with so many workers in its elastic role. */
    public Gang sized(int elasticWorkers) {
        return new Gang(roles.stream()
                .map(role -> role.isElastic() ? role.sized(elasticWorkers) : role)
                .toList());
    }

    @Override
    public String toString() {
        return roles.stream()
                .map(role ->
                        (role.isElastic() ? role.minWorkers() + ".." : "") + role.maxWorkers() + " x " + role.shape())
                .collect(Collectors.joining(" + "));
    }
}
