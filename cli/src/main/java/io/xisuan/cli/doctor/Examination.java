package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.RefusalReason;
import io.xisuan.operator.act.SetupLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks at one area after the other. What cannot be looked at is a finding too, and keeps no other from being looked at. */
final class Examination {
    private final Ground ground;
    private final Supplier<KubernetesClient> cluster;
    private final SortedSet<Area> wanted;
    private final Consumer<Area> progress;

    Examination(Ground ground, Supplier<KubernetesClient> cluster, SortedSet<Area> wanted, Consumer<Area> progress) {
        this.ground = ground;
        this.cluster = cluster;
        this.wanted = wanted;
        this.progress = progress;
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (Area area : wanted) {
            if (!area.ofCluster()) {
                progress.accept(area);
                findings.addAll(beside(area));
            }
        }
        if (wanted.stream().anyMatch(Area::ofCluster)) {
            try (KubernetesClient client = cluster.get()) {
                findings.addAll(cluster(client));
            }
        }
        return findings;
    }

    private List<Finding> beside(Area area) {
        return switch (area) {
            case FONTS -> FontCheck.look();
            case STORE -> StoreCheck.look(ground);
            case JOURNAL -> JournalCheck.look(ground);
            case CLUSTER, SETUP, RIGHTS, POLICIES, CLOCKS, LEADER, RESOURCES, EXPORTERS ->
                throw new IllegalArgumentException(area + " needs a cluster");
        };
    }

    private List<Finding> cluster(KubernetesClient client) {
        progress.accept(Area.CLUSTER);
        List<Finding> answer = ClusterCheck.look(client);
        List<Finding> findings = new ArrayList<>();
        boolean well = answer.stream().noneMatch(finding -> finding.severity().isBad());
        if (!well || wanted.contains(Area.CLUSTER)) {
            findings.addAll(answer);
        }
        if (well) {
            for (Area area : wanted) {
                if (area.ofCluster() && area != Area.CLUSTER) {
                    progress.accept(area);
                    findings.addAll(asked(area, client));
                }
            }
        }
        return findings;
    }

    private List<Finding> asked(Area area, KubernetesClient client) {
        try {
            return switch (area) {
                case SETUP -> SetupCheck.look(SetupLook.at(client));
                case RIGHTS -> new RightsCheck(client, SetupLook.at(client)).look();
                case POLICIES -> PolicyCheck.look(client, SetupLook.at(client));
                case CLOCKS -> ClockCheck.look(client, ground.clock());
                case LEADER -> LeaderCheck.look(client, SetupLook.at(client), ground);
                case RESOURCES -> ResourceCheck.look(client, ground.clock());
                case EXPORTERS -> ExporterCheck.look(client, ground);
                case FONTS, STORE, JOURNAL, CLUSTER ->
                    throw new IllegalArgumentException(area + " was looked at before");
            };
        } catch (KubernetesClientException e) {
            return List.of(unseen(area, e));
        }
    }

    private static Finding unseen(Area area, KubernetesClientException e) {
        String said = ClusterCheck.said(e);
        boolean slow = e.getCode() < 400 || e.getCode() >= 500;
        return Finding.of(
                area,
                Severity.WARNING,
                area.id(),
                new Words("没有检查：" + said, "could not be looked at: " + said),
                slow
                        ? new Words("API server 太慢或出错；稍后再看", "the API server is slow or fails; look again")
                        : new Words("缺少权限，或还没有安装", "rights are missing, or it is not installed yet"),
                "xisuan doctor --only " + area.id() + (slow ? "" : " --kubeconfig ADMIN.conf"));
    }

    /** Two who put back what the other wrote would never end. */
    private static ActAnswer keptByHelm(String release) {
        return new ActAnswer.Refused(
                RefusalReason.POLICY,
                "the Helm release %1$s keeps this cluster's setup, nothing was changed: helm upgrade %1$s -n xisuan-system, with its chart and its values"
                        .formatted(release));
    }

    /** Does what is safe; returns what came of it. */
    ActAnswer fix(Fix fix) {
        return switch (fix) {
            case INSTALL -> {
                try (KubernetesClient client = cluster.get()) {
                    Optional<String> release = ClusterSetup.release(client);
                    if (release.isPresent()) {
                        yield keptByHelm(release.get());
                    }
                    SetupLook setup = SetupLook.at(client);
                    setup.putBack();
                    yield ClusterSetup.install(client, new ClusterId("local"), setup.options());
                } catch (KubernetesClientException e) {
                    yield new ActAnswer.Unreachable(ClusterCheck.said(e));
                }
            }
            case NONE -> throw new IllegalArgumentException("Nothing is to be done");
        };
    }
}
