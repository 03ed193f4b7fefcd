using Microsoft.AspNetCore.Components;
using Tieline.Server.Admin.Shell;
using Tieline.Server.Leaving;
using Tieline.Server.Leaving.Inventory;
using Tieline.Server.Lightning;
using Tieline.Server.Storage;

namespace Tieline.Server.Admin.LeavingPages;

public sealed partial class InUseCard
{
    private FoundInventory? _found;
    private string? _problem;

    [CascadingParameter] public Texts Say { get; set; } = null!;

    [CascadingParameter] public ConsoleContext Console { get; set; } = null!;

    [Inject] private TenantInventory Inventory { get; set; } = null!;

    protected override Task OnInitializedAsync() => ReadAsync();

    private string NameOf(LeavingItem item) => (item.Thing, item.Name) switch
    {
        (LeavingThing.Delivery, "waiting") => Say["AdminWaiting"],
        (LeavingThing.Delivery, "failing") => Say["AdminFailing"],
        (LeavingThing.Delivery, "dead") => Say["AdminDead"],
        _ => item.Name,
    };

    private async Task ReadAsync()
    {
        try
        {
            _found = await Inventory.ListAsync(Console.Tenant!.Id, CancellationToken.None);
            _problem = null;
        }
        catch (Exception error) when (Database.IsDown(error))
        {
            _problem = Say["AdminUnreadable", Database.WordsOf(error)];
        }
    }
}
