package io.xisuan.cli.doctor;

import io.xisuan.operator.act.SetupLook;
import io.xisuan.operator.act.SetupLook.Difference;
import java.util.ArrayList;
import java.util.List;

/** Whether CRDs, policies, roles and the fence are on the cluster, of this version and as it applied them. */
final class SetupCheck {
    private static final String INSTALL = "xisuan install";
    private static final int MOST_NAMED = 12;

    private SetupCheck() {}

    static List<Finding> look(SetupLook look) {
        return judge(look.differences(), look.tenantPolicies().isPresent());
    }

    static List<Finding> judge(List<Difference> differences, boolean installed) {
        if (differences.isEmpty()) {
            return List.of(Finding.ok(
                    Area.SETUP,
                    "xisuan.io",
                    "资源定义、策略、角色都是本版本的，没有被改动",
                    "kinds, policies and roles are of this version and unchanged"));
        }
        if (!installed) {
            return List.of(Finding.of(
                            Area.SETUP,
                            Severity.ERROR,
                            "xisuan.io",
                            new Words("还没有安装", "is not installed"),
                            new Words(
                                    "缺 %d 个对象；需要管理员的权限".formatted(differences.size()),
                                    "%d objects are missing; an administrator's rights are needed"
                                            .formatted(differences.size())),
                            INSTALL)
                    .fixedBy(Fix.INSTALL));
        }
        List<Finding> findings = new ArrayList<>();
        differences.stream().limit(MOST_NAMED).forEach(each -> findings.add(of(each)));
        if (differences.size() > MOST_NAMED) {
            int more = differences.size() - MOST_NAMED;
            findings.add(Finding.of(
                            Area.SETUP,
                            Severity.ERROR,
                            "xisuan.io",
                            new Words("还有 %d 个对象不同".formatted(more), "%d more objects differ".formatted(more)),
                            new Words("多半是升级了程序而没有升级安装", "most likely the program was upgraded and its setup was not"),
                            INSTALL)
                    .fixedBy(Fix.INSTALL));
        }
        return findings;
    }

    private static Finding of(Difference difference) {
        String about = difference.kind() + " " + difference.name();
        return switch (difference.state()) {
            case MISSING ->
                finding(
                        about,
                        new Words("缺失", "is missing"),
                        new Words("operator 拒绝启动，或失去一道防线", "the operator refuses to start, or a guard is gone"),
                        INSTALL);
            case OTHER_VERSION ->
                finding(
                        about,
                        new Words("是另一个版本的西算装的", "is of another version of Xisuan"),
                        new Words(
                                "新字段会被丢弃，新权限会缺；--no-install 的 operator 拒绝启动",
                                "new fields are dropped and new rights are missing; an operator with --no-install refuses to start"),
                        INSTALL);
            case CHANGED ->
                finding(
                        about,
                        new Words("被人改过", "was changed by somebody"),
                        new Words("防线可能已被削弱；--fix 会恢复", "a guard may have been weakened; --fix puts it back"),
                        "xisuan doctor --only setup --fix");
        };
    }

    private static Finding finding(String about, Words found, Words means, String command) {
        return Finding.of(Area.SETUP, Severity.ERROR, about, found, means, command)
                .fixedBy(Fix.INSTALL);
    }
}
