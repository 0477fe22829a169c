"""Reading how many people came to harm: amounts, the words for harm, who says so."""
