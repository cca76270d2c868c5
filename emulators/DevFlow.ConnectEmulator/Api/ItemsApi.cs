using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator;

internal static class ItemsApi
{
    public static Task ListAsync(HttpContext context)
    {
        var call = context.GetCall();
        var vault = call.Vault(context.Route("vault"), VaultRights.Read);
        var filter = Filter.Parse(context.Request.Query["filter"], "title");
        var items = vault.Items.Where(item => filter?.Matches(item.Title, call.Emulator.TitleComparison) ?? true);
        return Answer.JsonAsync(context, new JsonArray([.. items.Select(item => ItemJson.Summary(vault.Id, item))]));
    }

    public static Task GetAsync(HttpContext context)
    {
        var call = context.GetCall();
        var item = call.Item(context.Route("vault"), context.Route("item"), VaultRights.Read);
        return Answer.JsonAsync(context, ItemJson.Full(call.VaultId!, item, call.CodeTime));
    }

    public static async Task CreateAsync(HttpContext context)
    {
        var call = context.GetCall();
        var id = call.Vault(context.Route("vault"), VaultRights.Write).Id;
        var body = await Body.ReadObjectAsync(context.Request);
        var item = call.Emulator.Store.Update(id, call.Now, vault =>
        {
            var created = ItemReader.Read(body, id, before: null, call.Now);
            return (vault.Items.Add(created), created);
        });
        await WriteBackAsync(context, call, item);
    }

    public static async Task ReplaceAsync(HttpContext context)
    {
        var body = await CheckedBodyAsync(context, Body.ReadObjectAsync);
        await ChangeAsync(context, (before, call) => ItemReader.Read(body, call.VaultId!, before, call.Now));
    }

    public static async Task PatchAsync(HttpContext context)
    {
        var operations = await CheckedBodyAsync(context, Body.ReadAsync) as JsonArray
            ?? throw ApiException.Invalid("Invalid patch: a list of operations is expected");
        await ChangeAsync(context, (before, call) => operations.Count == 0 ? before : ItemReader.Read(
            ItemPatch.Apply(ItemJson.Full(call.VaultId!, before, call.Now), operations), call.VaultId!, before, call.Now));
    }

    public static void Delete(HttpContext context)
    {
        var call = context.GetCall();
        var vaultId = call.Vault(context.Route("vault"), VaultRights.Write).Id;
        call.Emulator.Store.Update(vaultId, call.Now, vault =>
        {
            var item = call.Item(vault, context.Route("item"));
            return (vault.Items.Remove(item), item);
        });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // Whether the item is there and may be changed is said before anything about the body.
    private static async Task<T> CheckedBodyAsync<T>(HttpContext context, Func<HttpRequest, Task<T>> read)
    {
        context.GetCall().Item(context.Route("vault"), context.Route("item"), VaultRights.Write);
        return await read(context.Request);
    }

    private static Task ChangeAsync(HttpContext context, Func<Item, ConnectCall, Item> change)
    {
        var call = context.GetCall();
        var item = call.Emulator.Store.Update(call.VaultId!, call.Now, vault =>
        {
            var before = call.Item(vault, context.Route("item"));
            var after = change(before, call);
            return (ReferenceEquals(before, after) ? vault.Items : vault.Items.Replace(before, after), after);
        });
        return WriteBackAsync(context, call, item);
    }

    // A token that may only write learns nothing by writing.
    private static Task WriteBackAsync(HttpContext context, ConnectCall call, Item item)
    {
        call.IsAbout(item);
        var vault = call.Emulator.Store.State.Find(call.VaultId!)!;
        return Answer.JsonAsync(
            context, call.MayRead(vault) ? ItemJson.Full(vault.Id, item, call.CodeTime) : ItemJson.Summary(vault.Id, item));
    }
}
