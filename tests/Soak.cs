namespace DevFlow.Tests;

/// <summary>Loops that find more the longer they run: short in every run, in full with <c>.ci/run soak</c>.</summary>
internal static class Soak
{
    public static bool IsOn => Environment.GetEnvironmentVariable("DEVFLOW_SOAK") == "true";

    public static int Times(int inEveryRun, int inFull) => IsOn ? inFull : inEveryRun;
}
