package io.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportLineTest {

  @Test
  void machineSaysWhichMatrixInstructionsItHas() {
    List<String> cpuinfo =
        List.of(
            "processor\t: 0",
            "model name\t: Some CPU",
            "flags\t\t: fpu avx512_bf16_not avx512_vnni amx_bf16",
            "processor\t: 1",
            "model name\t: Other CPU",
            "flags\t\t: avx512_bf16");

    assertThat(ReportLine.describe(cpuinfo))
        .isEqualTo("Some CPU with amx_bf16 and avx512_vnni without avx512_bf16");
  }

  @Test
  void machineWithoutTheFileOfLinuxIsUnknown() {
    assertThat(ReportLine.describe(List.of())).startsWith("unknown processor without amx_bf16");
  }
}
