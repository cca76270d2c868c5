using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>The engine that the app host was built with.</summary>
/// <param name="Name">Its name in DEVFLOW_ENGINE.</param>
/// <param name="RunsContainers">Whether a container is run as its image; otherwise something of this machine stands in for it.</param>
/// <param name="Problem">Why it cannot do what it is asked for; null when it can.</param>
internal record Engine(string Name, bool RunsContainers, string? Problem = null)
{
    /// <summary>Sets up the dashboard as the settings say; to be called once, and only where the application is run.</summary>
    /// <exception cref="DistributedApplicationException">A setting is not one that it can follow.</exception>
    public virtual void AddDashboard(Platform platform)
    {
    }

    /// <summary>The ports that the dashboard will listen on, as far as they are checked here.</summary>
    /// <exception cref="DistributedApplicationException">A setting is not one that it can follow.</exception>
    public virtual IEnumerable<PlatformPort> DashboardPorts(DevFlowSettings settings) => [];

    /// <summary>A program that was built with one engine must not be run where the other is asked for: it would do something else than it was told to.</summary>
    public IEnumerable<Finding> Check(string? wanted)
    {
        if (!string.IsNullOrEmpty(wanted) && !string.Equals(wanted, Name, StringComparison.Ordinal))
        {
            yield return new(
                FindingSeverity.Error, "engine-mismatch", "environment", "DEVFLOW_ENGINE",
                $"this is a build with the engine '{Name}', and DEVFLOW_ENGINE asks for '{wanted}'",
                "run it with 'dotnet run', which builds what is asked for, or unset DEVFLOW_ENGINE");
        }

        if (Problem is not null)
            yield return new(FindingSeverity.Error, "engine-problem", $"engine {Name}", Key: null, Problem, Remedy: null);
    }
}
