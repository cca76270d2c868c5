using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;

namespace DevFlow.Cli.Sharing;

/// <summary>Where the page is that opens a link.</summary>
internal static class SharePage
{
    public static Option<string?> CreateOption()
    {
        var option = new Option<string?>("--page") { Description = "Where people reach the Local UI, which opens the link. Default: that of this machine.", HelpName = "URL" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsOrigin(token.Value))
                result.AddError("--page has to be an address such as https://devflow.example.com, without a path");
        });
        return option;
    }

    /// <exception cref="UsageException">The engine is elsewhere, and so is its page.</exception>
    public static Uri OriginOf(string? given, EngineClient engine)
    {
        if (given is not null)
            return new Uri(given);
        return engine.Api.Address.IsLoopback
            ? new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{engine.Workspace.Settings.GetInt("LOCAL_UI_PORT")}"))
            : throw new UsageException($"the engine is {engine.Api.Address.Authority}, and where its page is, is not known here", "say where people reach the Local UI, such as --page https://devflow.example.com");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
}
