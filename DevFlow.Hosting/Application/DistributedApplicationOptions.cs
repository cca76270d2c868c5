namespace DevFlow.Hosting;

/// <summary>How an application is set up.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line. Default: none.</summary>
    public string[]? Args { get; set; }

    /// <summary>The app host's assembly. Default: the program's own.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The folder of the app host's project. Default: as its build recorded it, else the current folder.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether no dashboard is run, unless the configuration says otherwise (<c>DEVFLOW_DASHBOARD</c>). Default false; true under the testing builder.</summary>
    public bool DisableDashboard { get; set; }
}
