using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

internal static class VaultsApi
{
    public static Task ListAsync(HttpContext context)
    {
        var call = context.GetCall();
        // The description of the API says name; two of the official clients say title, and are answered.
        var filter = Filter.Parse(context.Request.Query["filter"], "name", "title");
        var vaults = call.VisibleVaults().Where(vault => filter?.Matches(vault.Name, call.Emulator.TitleComparison) ?? true);
        return Answer.JsonAsync(context, new JsonArray([.. vaults.Select(ItemJson.Vault)]));
    }

    public static Task GetAsync(HttpContext context) =>
        Answer.JsonAsync(context, ItemJson.Vault(context.GetCall().Vault(context.Route("vault"), VaultRights.None)));
}
