namespace DevFlow.Hosting.Tests.Host;

/// <summary>Names this assembly, and where its program lies.</summary>
public sealed class HostProgram
{
    private HostProgram()
    {
    }

    public static string Path => System.IO.Path.ChangeExtension(typeof(HostProgram).Assembly.Location, null);
}
