namespace Tieline.SalesforceSimulator.Access;

/// <summary>
/// Organisation-wide defaults: what everybody who may use an object may do with records of others.
/// <see cref="FullAccess"/> lets everybody do everything, also for objects where the cloud has less.
/// </summary>
internal enum SharingModel { Private, Read, ReadWrite, ReadWriteTransfer, FullAccess, ControlledByParent }

/// <summary>The model of each object; what was not set is open. Callers hold the org's gate.</summary>
internal sealed class SharingModels
{
    private readonly Dictionary<string, SharingModel> models = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, SharingModel> All => models;

    public SharingModel Of(string objectName) =>
        models.TryGetValue(objectName, out var model) ? model
        : (objectName == "Contact" ? "Account" : Parents.Controlling(objectName)) is { } parent && Of(parent) != SharingModel.FullAccess ? SharingModel.ControlledByParent
        : SharingModel.FullAccess;

    public void Set(string objectName, SharingModel model) => models[objectName] = model;

    public void Remove(Func<string, bool> which)
    {
        foreach (var name in models.Keys.Where(which).ToList()) models.Remove(name);
    }

    public void Clear() => models.Clear();

    /// <summary>What a model gives everybody.</summary>
    public static RecordRights Given(SharingModel model) => model switch
    {
        SharingModel.Read => RecordRights.ReadOnly,
        SharingModel.ReadWrite => RecordRights.ReadWrite,
        SharingModel.ReadWriteTransfer => RecordRights.ReadWrite with { Transfer = true },
        SharingModel.FullAccess => RecordRights.All,
        _ => RecordRights.None,
    };
}
