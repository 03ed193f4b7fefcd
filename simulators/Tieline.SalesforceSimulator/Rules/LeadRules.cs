namespace Tieline.SalesforceSimulator.Rules;

/// <summary>A converted lead is read-only.</summary>
public static class LeadRules
{
    public static void Apply(Save save)
    {
        if (save.Before?.Is("IsConverted") == true)
            throw SalesforceRefusal.Bad("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        NameRules.Apply(save);
    }
}
