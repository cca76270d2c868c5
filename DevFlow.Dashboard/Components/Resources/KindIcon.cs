using Microsoft.FluentUI.AspNetCore.Components;
using Glyph = Microsoft.FluentUI.AspNetCore.Components.Icons.Regular.Size20;

namespace DevFlow.Dashboard.Components.Resources;

internal static class KindIcon
{
    public static Icon Of(string kind) => kind switch
    {
        "Project" => new Glyph.CodeCircle(),
        "JavaScript" => new Glyph.Braces(),
        "Executable" => new Glyph.WindowConsole(),
        "Container" => new Glyph.Cube(),
        "Database" => new Glyph.Database(),
        "Parameter" => new Glyph.Key(),
        "ConnectionString" => new Glyph.PlugConnected(),
        "ExternalService" => new Glyph.Globe(),
        _ => new Glyph.AppGeneric(),
    };
}
