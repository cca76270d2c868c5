using CliWrap.Buffered;

namespace DevFlow.Cli.Tests.Moving;

/// <summary>A clone, a shell in it, and a Connect server with an empty vault.</summary>
internal sealed class MovingRoom : IAsyncDisposable
{
    private MovingRoom() => Shell = new Shell(Clone.Folder);

    public Clone Clone { get; } = new();

    public Shell Shell { get; }

    public Connect Connect { get; } = new();

    public static async Task<MovingRoom> OpenAsync(string vaults = "vaults: [{ name: DevFlow }]")
    {
        var room = new MovingRoom();
        await room.Connect.StartAsync(vaults, room.Shell);
        return room;
    }

    public Task<BufferedCommandResult> RunAsync(string command) => Shell.RunAsync(command);

    public string ReadDotEnv() => File.ReadAllText(Path.Combine(Clone.Folder, ".env"));

    public async ValueTask DisposeAsync()
    {
        await Connect.DisposeAsync();
        Clone.Dispose();
    }
}
