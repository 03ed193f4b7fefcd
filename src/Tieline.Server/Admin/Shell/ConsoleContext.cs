using Tieline.Server.Audit;
using Tieline.Server.Connections;

namespace Tieline.Server.Admin.Shell;

/// <summary>What every page of the console knows: who looks, at which tenant, and how to go elsewhere. Cascades from the shell; a new one when the tenant changes.</summary>
/// <param name="Who">As the audit trail names him.</param>
/// <param name="IsOperator">He holds the admin key: he sees every tenant and may add one. Otherwise he came from Salesforce and administers his own org alone.</param>
/// <param name="Tenants">Those he may look at, in the order in which they were made.</param>
/// <param name="Tenant">At which he looks; null while there is none. Only the connection page is shown then.</param>
/// <param name="Unsaved">A page with a form says here whether something is typed that is not saved.</param>
/// <param name="GoToAsync">Shows another page: its name, and within it the element to bring into view, or null.</param>
/// <param name="ReadTenantsAsync">Reads the tenants again and looks at the one given.</param>
public sealed record ConsoleContext(
    Actor Who, bool IsOperator, IReadOnlyList<Tenant> Tenants, Tenant? Tenant, UnsavedChanges Unsaved, Func<string, string?, Task> GoToAsync, Func<Guid, Task> ReadTenantsAsync);
