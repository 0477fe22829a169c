"""An open knowledge graph of conflict news.

    import kg

    found = kg.extract("BAKU: Azerbaijan on Tuesday launched …", published="2023-09-20")
    print(found.turtle())

    with kg.open("kg-store") as graph:
        graph.dataset      # an rdflib Dataset
        graph.oxigraph     # a pyoxigraph Store, the same data
        graph.select("SELECT ?name WHERE { ?country a cno:Country ; rdfs:label ?name }")

Everything else is imported from its stage: `kg.sources`, `kg.extract`, `kg.link`, `kg.mapping`, `kg.validate`,
`kg.store`, `kg.export`. Importing `kg` alone loads nothing of them.
"""
