using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Publishing;

/// <summary>What the command line says of publishing: <c>--operation publish --publisher manifest --output-path FILE</c>.</summary>
internal sealed record PublishArguments(string? Operation, string? Publisher, string? OutputPath)
{
    private const string Run = "run";
    private const string Publish = "publish";
    private const string Manifest = "manifest";
    private const string FileName = "aspire-manifest.json";

    /// <summary>The keys are Aspire's own, so that variables such as <c>Publishing__OutputPath</c> are understood, too.</summary>
    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
    };

    /// <summary>Whoever names a publisher, or asks for an operation that there is not, does not want to run.</summary>
    public bool IsPublish => !Is(Operation ?? (Publisher is null ? Run : Publish), Run);

    public static PublishArguments Read(IConfigurationManager configuration, string[]? args)
    {
        configuration.AddCommandLine(args ?? [], Switches);
        return new(configuration["AppHost:Operation"], configuration["Publishing:Publisher"], configuration["Publishing:OutputPath"]);
    }

    /// <summary>The file to write: the output path, or <c>aspire-manifest.json</c> in it when it is not the name of a JSON file.</summary>
    /// <exception cref="DistributedApplicationException">Something is missing or unknown; all of it is said.</exception>
    public string ManifestPath()
    {
        List<string> faults = [];
        if (Operation is not null && !Is(Operation, Publish))
            faults.Add($"There is no operation '{Operation}': --operation is '{Run}' or '{Publish}'.");
        if (Publisher is not null && !Is(Publisher, Manifest))
            faults.Add($"There is no publisher '{Publisher}': --publisher is '{Manifest}'. Docker Compose, Kubernetes and Azure are published by Aspire itself, on a machine with a container runtime.");
        if (string.IsNullOrEmpty(OutputPath))
            faults.Add("--output-path is missing: the file to write, or a folder for it.");
        if (faults.Count > 0)
            throw new DistributedApplicationException(string.Join('\n', faults));
        return Path.GetFullPath(OutputPath!.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OutputPath : Path.Combine(OutputPath, FileName));
    }

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
