namespace DevFlow.Hosting.Tests.Manifest;

/// <summary>Manifests that Aspire has written of the models that the small app host describes.</summary>
internal static class Approved
{
    public static string Manifest(string name)
    {
        using var reader = new StreamReader(typeof(Approved).Assembly.GetManifestResourceStream($"{name}.approved.json")!);
        return reader.ReadToEnd();
    }
}
